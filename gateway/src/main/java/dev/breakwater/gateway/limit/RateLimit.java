package dev.breakwater.gateway.limit;

import dev.breakwater.gateway.edge.EdgeProperties;
import dev.breakwater.gateway.problem.GatewayProblems;
import dev.breakwater.web.ProblemType;
import dev.breakwater.web.problem.Problems;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses what a client asks beyond its limit. Users count by who they are, everybody else by their address. */
@Component
public class RateLimit {

    /** The header fields of the IETF's draft "RateLimit header fields for HTTP". */
    private static final String POLICY = "RateLimit-Policy";

    private static final String STATE = "RateLimit";
    private static final String DEGRADED = "X-Degraded";
    private static final String HEALTH = "/health";

    private final RequestCounter counter;
    private final int trustedHops;

    RateLimit(RequestCounter counter, EdgeProperties edge) {
        this.counter = counter;
        this.trustedHops = edge.trustedHops();
    }

    /** For a place in the chain where it is known who asks. */
    public WebFilter filter() {
        return this::filter;
    }

    /** Goes on, or answers 429, for a caller who has not shown who they are. */
    public Mono<Void> byAddress(ServerWebExchange exchange, Mono<Void> onwards) {
        return admitted(exchange, Client.address(exchange.getRequest(), trustedHops), onwards);
    }

    private Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (request.getPath().value().equals(HEALTH)) {
            return chain.filter(exchange); // the load balancer's; what it costs is nothing
        }
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .map(who -> Client.user(who.getName()))
                .defaultIfEmpty(Client.address(request, trustedHops))
                .flatMap(client -> admitted(exchange, client, chain.filter(exchange)));
    }

    private Mono<Void> admitted(ServerWebExchange exchange, String client, Mono<Void> onwards) {
        return counter.take(client).flatMap(verdict -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            headers.set(POLICY, "\"client\";q=" + verdict.limit() + ";w=" + seconds(verdict.window()));
            headers.set(STATE, "\"client\";r=" + verdict.remaining() + ";t=" + seconds(verdict.next()));
            if (verdict.standIn()) {
                // at the last moment, so that what a service says of itself stays beside it
                exchange.getResponse()
                        .beforeCommit(() -> Mono.fromRunnable(
                                () -> headers.add(DEGRADED, GuardedCounter.REDIS + "=" + GuardedCounter.LOCAL_LIMIT)));
            }
            return verdict.allowed() ? onwards : refused(exchange, verdict);
        });
    }

    private static Mono<Void> refused(ServerWebExchange exchange, Verdict verdict) {
        Problems.retryAfter(exchange.getResponse().getHeaders(), verdict.next());
        return GatewayProblems.write(
                exchange,
                ProblemType.TOO_MANY_REQUESTS,
                "At most " + verdict.limit() + " requests in " + seconds(verdict.window()) + " s");
    }

    private static long seconds(Duration duration) {
        return Math.max(1, (duration.toMillis() + 999) / 1000);
    }
}
