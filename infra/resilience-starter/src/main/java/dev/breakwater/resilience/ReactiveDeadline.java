package dev.breakwater.resilience;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** The {@link Deadline} of work that follows no thread: it travels in Reactor's context. */
public final class ReactiveDeadline {

    private ReactiveDeadline() {}

    /** The deadline of the current subscription, null when it has none. */
    public static @Nullable Deadline of(ContextView context) {
        return context.getOrDefault(Deadline.class, null);
    }

    /** For {@code contextWrite}: what is upstream has a deadline at most that far away, and never later than the current one. */
    public static Context within(Context context, Duration limit) {
        return context.put(Deadline.class, Deadline.earlier(of(context), limit));
    }
}
