package dev.breakwater.simulators.faults;

import dev.breakwater.simulators.http.Call;
import dev.breakwater.simulators.http.Reply;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A provider's API without its faults, and how that provider words them. Thread-safe. */
public interface Service {

    /** The endpoint under which a call is counted, {@code POST /v1/refunds}; ids are replaced by {@code {id}}. */
    String endpoint(Call call);

    /** The part of the provider without which it cannot answer this call, a card network say; empty if the call needs none in particular. */
    default Optional<String> part(Call call) {
        return Optional.empty();
    }

    /** Checks a call and, if it may run, reserves what must not run twice. */
    Admission admit(Call call);

    Reply unavailable();

    Reply internalError();

    Reply rateLimited(long retryAfterSeconds);

    /** A call that was checked. */
    sealed interface Admission {

        /** Answered without being executed. */
        record Settled(Reply reply) implements Admission {}

        /** To be executed, once, by {@link Execution#run}. */
        record Admitted(Execution execution) implements Admission {}

        /** Executes the call if that is still to be done, and says what to answer. */
        default Reply complete(UnaryOperator<Reply> lastTouch) {
            return this instanceof Admitted admitted ? admitted.execution().run(lastTouch) : ((Settled) this).reply();
        }
    }

    /** The work of a call. */
    @FunctionalInterface
    interface Execution {

        /**
         * Does the work.
         *
         * @param lastTouch changes the answer before it is stored for replays
         */
        Reply run(UnaryOperator<Reply> lastTouch);
    }
}
