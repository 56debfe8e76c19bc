package dev.breakwater.gateway.access;

import dev.breakwater.gateway.edge.EdgeProperties;
import dev.breakwater.gateway.problem.GatewayProblems;
import dev.breakwater.web.ProblemType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets pages of the configured sites call the API, and no others'. Without configured sites browsers are told nothing, and so keep other
 * sites' pages from reading answers.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 12)
class CrossOrigin implements WebFilter {

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final @Nullable CorsConfiguration allowed;
    private final DefaultCorsProcessor processor = new DefaultCorsProcessor() {
        @Override
        protected void rejectRequest(ServerHttpResponse response) {
            // said below, as a problem
        }
    };

    CrossOrigin(EdgeProperties edge) {
        allowed = edge.allowedOrigins().isEmpty() ? null : of(edge.allowedOrigins());
    }

    private static CorsConfiguration of(List<String> origins) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(origins);
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        cors.setAllowedHeaders(List.of("Authorization", "Content-Type", "Idempotency-Key"));
        cors.setExposedHeaders(
                List.of("X-Degraded", "Retry-After", "Location", "RateLimit", "RateLimit-Policy", "WWW-Authenticate"));
        cors.setMaxAge(REMEMBERED);
        return cors;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (allowed == null || !CorsUtils.isCorsRequest(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        if (!processor.process(allowed, exchange)) {
            return GatewayProblems.write(exchange, ProblemType.FORBIDDEN, "Pages of this site may not call the API");
        }
        return CorsUtils.isPreFlightRequest(exchange.getRequest()) ? Mono.empty() : chain.filter(exchange);
    }
}
