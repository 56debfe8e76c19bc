package dev.breakwater.gateway.routing;

import java.io.Serial;

/** The service answered, and the answer tells of its failure. */
final class FailedAnswerException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ServiceAnswer answer;

    FailedAnswerException(ServiceAnswer answer) {
        super("answered " + answer.status(), null, false, false);
        this.answer = answer;
    }

    ServiceAnswer answer() {
        return answer;
    }
}
