package dev.breakwater.simulators.http;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What becomes of a call: an answer, or one of the ways in which a network loses it. */
public sealed interface Outcome {

    /** An HTTP answer, sent at once. */
    record Answered(Reply reply) implements Outcome {}

    /** Nothing is ever sent; the socket stays open until the client closes it. Holds no thread. */
    record Silent() implements Outcome {}

    /** The socket is closed with a TCP RST. */
    record Reset() implements Outcome {}

    /**
     * The rest happens after a pause that holds no thread.
     *
     * @param then called once, on a thread of the server, even if the client has gone meanwhile
     */
    record Later(Duration pause, Supplier<Outcome> then) implements Outcome {}

    /**
     * The rest happens when somebody says so; until then no thread is held.
     *
     * @param queue takes what is to be run once, by any thread, for the call to go on; running it does not block
     * @param then called once, on a thread of the server, even if the client has gone meanwhile
     */
    record Parked(Consumer<Runnable> queue, Supplier<Outcome> then) implements Outcome {}
}
