package dev.breakwater.order.payment;

import java.io.Serial;
import org.springframework.http.HttpStatusCode;

/** A dependency refused a request that both sides should have agreed on. */
class UnexpectedAnswerException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnexpectedAnswerException(String dependency, HttpStatusCode status) {
        super(dependency + " answered " + status.value(), null, false, false);
    }
}
