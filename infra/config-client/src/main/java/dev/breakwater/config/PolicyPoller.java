package dev.breakwater.config;

import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.policy.InvalidPolicyException;
import dev.breakwater.resilience.policy.Policies;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Keeps the running policies those of config-server, on a thread of its own. Begins with what is on disk, before anything is served, and
 * never waits for config-server at the start. Thread-safe.
 */
final class PolicyPoller implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PolicyPoller.class);

    private final GuardedConfigServer server;
    private final LastKnownPolicies lastKnown;
    private final Policies policies;
    private final Duration every;
    private @Nullable ThreadPoolTaskScheduler thread;

    // of the polling thread alone, once that has started
    private Map<String, String> inForce = Map.of();
    private @Nullable Map<String, String> refused;
    private @Nullable Map<String, String> kept;
    private boolean away;

    PolicyPoller(GuardedConfigServer server, LastKnownPolicies lastKnown, Policies policies, Duration every) {
        this.server = server;
        this.lastKnown = lastKnown;
        this.policies = policies;
        this.every = every;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            begin();
            thread = new ThreadPoolTaskScheduler();
            thread.setThreadNamePrefix("policies-");
            thread.setDaemon(true);
            // whatever goes wrong today, tomorrow's policies still have to be asked for
            thread.setErrorHandler(fault -> log.warn("Asking config-server for policies failed", fault));
            thread.initialize();
            var unused = thread.scheduleWithFixedDelay(this::poll, every);
        }
    }

    private void begin() {
        try {
            kept = lastKnown.read().orElse(null);
            if (kept != null && !kept.isEmpty()) {
                log.info("Policies last known, from {}, hold until config-server answers", lastKnown);
                adopt(kept, lastKnown.toString());
            }
        } catch (IOException unreadable) {
            log.warn("{} cannot be read, the policies are as shipped: {}", lastKnown, inOneLine(unreadable));
        }
    }

    private void poll() {
        try {
            GuardedConfigServer.Answer answer = server.ask();
            tell(!answer.fromServer(), "the policies last known stay in force");
            if (adopt(answer.figures(), answer.fromServer() ? "config-server" : lastKnown.toString())
                    && answer.fromServer()) {
                keep(answer.figures());
            }
        } catch (DependencyUnavailableException nothingKnown) {
            tell(true, "the policies stay as shipped");
        }
    }

    /** Whether they are in force now. Those that were refused are not judged again until something else was said. */
    private boolean adopt(Map<String, String> figures, String origin) {
        if (figures.equals(refused)) {
            return false;
        }
        refused = null;
        if (figures.equals(inForce)) {
            return true;
        }
        try {
            policies.override(figures);
            inForce = figures;
            return true;
        } catch (InvalidPolicyException senseless) {
            refused = figures;
            log.warn("Policies of {} are refused, those in force stay: {}", origin, inOneLine(senseless));
            return false;
        }
    }

    private void keep(Map<String, String> figures) {
        if (!figures.equals(kept)) {
            try {
                lastKnown.keep(figures);
                kept = figures;
            } catch (IOException notKept) {
                log.warn(
                        "{} cannot be written, a restart would forget the policies: {}", lastKnown, inOneLine(notKept));
            }
        }
    }

    private void tell(boolean isAway, String meanwhile) {
        if (isAway != away
                && !Thread.currentThread().isInterrupted()) { // at the end of the service it is we who are away
            away = isAway;
            if (isAway) {
                log.warn("config-server does not answer; {}", meanwhile);
            } else {
                log.info("config-server answers again");
            }
        }
    }

    private static String inOneLine(Exception failure) {
        return failure.toString().replaceAll("\\R", "; ");
    }

    /** Does not wait for an answer that is under way: what it would change ends as well. */
    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdown();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** Before anything that serves. */
    @Override
    public int getPhase() {
        return -1;
    }
}
