package dev.breakwater.gateway.edge;

import dev.breakwater.resilience.ReactiveDeadline;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Sets the deadline of the whole request and ends the exchange when it passes: the connection to the service is closed then, and no
 * thread was held meanwhile. What the client says about deadlines is not asked; each service is told what is left.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class DeadlineFilter implements WebFilter {

    private final EdgeProperties edge;

    DeadlineFilter(EdgeProperties edge) {
        this.edge = edge;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange)
                .timeout(edge.deadline(), Mono.error(() -> new DeadlinePassedException(edge.deadline())))
                .contextWrite(context -> ReactiveDeadline.within(context, edge.deadline()));
    }
}
