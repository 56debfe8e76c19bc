package dev.breakwater.resilience;

/** One guarded call on a trace. Ended exactly once, after all else that is told of it. */
public interface CallTrace {

    CallTrace NONE = new CallTrace() {
        @Override
        public void troubled(Trouble trouble) {}

        @Override
        public void answeredBy(String fallback) {}

        @Override
        public void unanswered() {}

        @Override
        public void end() {}
    };

    /** The dependency did not answer. */
    void troubled(Trouble trouble);

    /** This level of the chain did instead. */
    void answeredBy(String fallback);

    /** No level did either. */
    void unanswered();

    void end();
}
