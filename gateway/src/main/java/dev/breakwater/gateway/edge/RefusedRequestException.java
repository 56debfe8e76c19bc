package dev.breakwater.gateway.edge;

import dev.breakwater.web.ProblemType;
import java.io.Serial;

/** The edge does not let the request through. Without a stack trace: it is an answer, not a fault. */
public final class RefusedRequestException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final boolean bodyUnread;

    private RefusedRequestException(ProblemType type, String detail, boolean bodyUnread) {
        super(detail, null, false, false);
        this.type = type;
        this.bodyUnread = bodyUnread;
    }

    static RefusedRequestException of(ProblemType type, String detail) {
        return new RefusedRequestException(type, detail, false);
    }

    /** The same when the rest of the body is not worth waiting for. */
    static RefusedRequestException withBodyUnread(ProblemType type, String detail) {
        return new RefusedRequestException(type, detail, true);
    }

    public ProblemType type() {
        return type;
    }

    /** Whether the connection is of no more use. */
    public boolean bodyUnread() {
        return bodyUnread;
    }
}
