package dev.breakwater.web;

import java.net.URI;
import java.util.Locale;

/**
 * The kinds of error that the public API knows. Each is documented in {@code docs/problems/<slug>.md}, where {@link #uri()}
 * leads a client that reads it.
 */
public enum ProblemType {
    MALFORMED_REQUEST(400, "The request cannot be read"),
    INVALID_REQUEST(400, "The request breaks a rule"),
    WEBHOOK_REJECTED(400, "The webhook's signature was refused"),
    UNAUTHENTICATED(401, "No valid credentials"),
    PAYMENT_DECLINED(402, "The payment was declined"),
    FORBIDDEN(403, "Not allowed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "No acceptable representation"),
    USER_ALREADY_EXISTS(409, "A user with this e-mail address exists"),
    INSUFFICIENT_STOCK(409, "Not enough in stock"),
    REQUEST_IN_PROGRESS(409, "The same request is still being worked on"),
    PAYMENT_MISMATCH(409, "The payment exists with other particulars"),
    REFUND_NOT_POSSIBLE(409, "The payment cannot be refunded so"),
    NOT_IN_REVIEW(409, "Nobody waits for this decision"),
    RESERVATION_CONFLICT(409, "The order's reservation says otherwise"),
    WEBHOOK_REPLAYED(409, "The webhook was received before"),
    PAYLOAD_TOO_LARGE(413, "The request body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used for another request"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    DEPENDENCY_UNAVAILABLE(503, "Temporarily unavailable"),
    UPSTREAM_TIMEOUT(504, "No answer in time");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status code of answers of this type. */
    public int status() {
        return status;
    }

    /** One line in English, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The name in kebab case, such as {@code insufficient-stock}; also the name of its page of documentation. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The {@code type} member of the problem, relative to the gateway: {@code /problems/<slug>}. */
    public URI uri() {
        return URI.create("/problems/" + slug());
    }

    /**
     * The generic type for an HTTP status that a framework chose. A client error without a type of its own is a malformed
     * request, anything else an internal error.
     */
    public static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> TOO_MANY_REQUESTS;
            case 502, 503 -> DEPENDENCY_UNAVAILABLE;
            case 504 -> UPSTREAM_TIMEOUT;
            default -> status >= 400 && status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
        };
    }
}
