package dev.breakwater.warehouse.endpoint;

import java.io.Serial;
import org.springframework.http.HttpStatusCode;

/** A warehouse answered what it should not, be it its failure or our misunderstanding: a failure for the breaker. */
class UnexpectedAnswerException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnexpectedAnswerException(String warehouse, HttpStatusCode status) {
        super("warehouse " + warehouse + " answered " + status.value(), null, false, false);
    }
}
