package dev.breakwater.simulators.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Every fault there is. All are off until somebody switches them on; where several are on, the first one named here that draws the call wins. */
public enum Fault {
    RESET("reset", "The socket is closed with a TCP RST before anything is executed."),
    TIMEOUT(
            "timeout",
            "The request is accepted and never answered nor executed; the socket stays open until the client goes."),
    REPLY_LOST(
            "reply-lost",
            "The request is executed (a charge is made, a mail sent), then the answer never arrives; the socket stays open until the client goes."),
    ERROR_500_AFTER(
            "error-500-after",
            "The request is executed (a charge is made, a mail sent), then answered 500; an idempotency key replays that 500."),
    ERROR_503("error-503", "Answered 503 before anything is executed; nothing is stored."),
    FLAPPING(
            "flapping",
            "Periods of error-503 and of health take turns, the failing one first.",
            new Parameter("periodMs", 4_000, 50, 3_600_000, "length of each period in milliseconds")),
    RATE_LIMIT_429(
            "rate-limit-429",
            "Answered 429 with Retry-After before anything is executed; nothing is stored.",
            new Parameter("retryAfterSeconds", 1, 0, 3_600, "value of Retry-After in seconds")),
    SLOW(
            "slow",
            "The request is executed and answered after a delay, its idempotency key in use meanwhile; also if the client has gone.",
            new Parameter("delayMs", 3_000, 1, 600_000, "delay in milliseconds")),
    OVERLOAD(
            "overload",
            "Requests wait in one queue, in order of arrival, for one of a few places; also those whose client has gone are executed in their turn.",
            new Parameter("concurrency", 2, 1, 1_000, "requests executed at a time"),
            new Parameter("workMs", 500, 1, 600_000, "time that each takes in milliseconds"));

    /** A number that tunes a fault: its default and its allowed range, both ends included. */
    public record Parameter(String name, long standard, long least, long most, String meaning) {}

    private final String label;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Parameter> parameters;

    Fault(String label, String description, Parameter... parameters) {
        this.label = label;
        this.description = description;
        this.parameters = List.of(parameters);
    }

    /** The name of the switch, as in the URL. */
    public String label() {
        return label;
    }

    public String description() {
        return description;
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    public static Optional<Fault> named(String label) {
        return Arrays.stream(values())
                .filter(fault -> fault.label.equals(label))
                .findFirst();
    }
}
