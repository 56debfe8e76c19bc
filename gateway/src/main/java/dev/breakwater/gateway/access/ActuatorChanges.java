package dev.breakwater.gateway.access;

import dev.breakwater.gateway.problem.GatewayProblems;
import dev.breakwater.web.ProblemType;
import dev.breakwater.web.security.OverrideNote;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The management port: everybody in the network may look, only who shows the internal token changes something. Named in the file of
 * management contexts instead of being a component, since the public port has no actuator.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ActuatorChanges implements WebFilter {

    private static final Logger log = LoggerFactory.getLogger(ActuatorChanges.class);
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final String token;

    ActuatorChanges(ActuatorAccess access) {
        token = access.internalToken();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpMethod method = exchange.getRequest().getMethod();
        HttpHeaders headers = exchange.getRequest().getHeaders();
        if (!READING.contains(method)) {
            if (!shown(headers)) {
                exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                return GatewayProblems.write(exchange, ProblemType.UNAUTHENTICATED, "Only services may call this");
            }
            log.info(
                    "{} {}: {}",
                    method,
                    exchange.getRequest().getURI().getRawPath(),
                    OverrideNote.of(headers.getFirst(OverrideNote.WHO), headers.getFirst(OverrideNote.WHY)));
        }
        return chain.filter(exchange.mutate()
                .request(request -> request.headers(sent -> sent.remove(HttpHeaders.AUTHORIZATION))) // no user's token
                .build());
    }

    private boolean shown(HttpHeaders headers) {
        String sent = headers.getFirst(HttpHeaders.AUTHORIZATION);
        return !token.isEmpty()
                && sent != null
                && MessageDigest.isEqual(
                        ("Bearer " + token).getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
