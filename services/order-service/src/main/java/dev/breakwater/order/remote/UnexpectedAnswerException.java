package dev.breakwater.order.remote;

import java.io.Serial;

/** What came back is no answer of the service's, such as an error, a proxy's page or a body that its contract does not know. */
public final class UnexpectedAnswerException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public UnexpectedAnswerException(String service, String answer) {
        super(service + " answered " + answer, null, false, false);
    }
}
