package dev.breakwater.config;

import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Trouble;
import java.io.IOException;
import java.util.Map;

/** The breaker of config-server. One thread asks, so there is no concurrency to limit. */
final class GuardedConfigServer {

    /** @param fromServer whether it is what config-server says now, rather than what it said last */
    record Answer(Map<String, String> figures, boolean fromServer) {}

    private final GuardedCall<ConfigServer, Answer> call;
    private final ConfigServer server;
    private final LastKnownPolicies lastKnown;

    GuardedConfigServer(Guards guards, ConfigServer server, LastKnownPolicies lastKnown) {
        this.server = server;
        this.lastKnown = lastKnown;
        call = guards.on("config-server")
                .circuitBreaker()
                .timeLimit()
                .call((ConfigServer asked) -> new Answer(asked.figures(), true))
                .orElse("lastKnownPolicies", this::lastKnownPolicies);
    }

    /** @throws dev.breakwater.resilience.DependencyUnavailableException when it is away and nothing is known of it */
    Answer ask() {
        return call.with(server);
    }

    private Answer lastKnownPolicies(ConfigServer asked, Trouble trouble) throws IOException {
        return new Answer(lastKnown.read().orElseThrow(() -> new IOException("there is no " + lastKnown)), false);
    }
}
