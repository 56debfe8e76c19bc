package dev.breakwater.gateway.edge;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Sets the deadline of the whole request and ends the exchange when it passes: the connection to the service is closed then, and no
 * thread was held meanwhile. What the client says about deadlines is not asked.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class DeadlineFilter implements WebFilter {

    /** What is left, in whole milliseconds; every service narrows it and passes it on. */
    static final String HEADER = "X-Request-Timeout-Ms";

    private final EdgeProperties edge;

    DeadlineFilter(EdgeProperties edge) {
        this.edge = edge;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        long granted = edge.deadline().minus(edge.margin()).toMillis();
        ServerWebExchange limited = exchange.mutate()
                .request(request -> request.headers(headers -> headers.set(HEADER, Long.toString(granted))))
                .build();
        return chain.filter(limited)
                .timeout(edge.deadline(), Mono.error(() -> new DeadlinePassedException(edge.deadline())));
    }
}
