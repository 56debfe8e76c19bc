package dev.breakwater.gateway.routing;

import dev.breakwater.gateway.edge.EdgeProperties;
import dev.breakwater.resilience.Deadline;
import dev.breakwater.resilience.ReactiveDeadline;
import java.time.Duration;
import java.util.Objects;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Sends the request to the route's service and takes in the whole answer. Both bodies pass through memory as a whole, within the
 * edge's limits: a client that sends or reads slowly then costs the service nothing and cannot be taken for a slow service, and an
 * answer that breaks off is a problem for the client rather than half an answer.
 */
@Component
class ServiceCall {

    private final EdgeProperties edge;

    ServiceCall(EdgeProperties edge) {
        this.edge = edge;
    }

    record Asked(ServerWebExchange exchange, GatewayFilterChain chain) {}

    /** Ends with {@link FailedAnswerException} when the answer tells of a failure of the service. */
    Mono<ServiceAnswer> ask(Asked asked) {
        return Mono.deferContextual(context -> {
            ServerWebExchange exchange = asked.exchange();
            ServerWebExchangeUtils.reset(exchange); // an attempt before this one may have left its traces
            AnswerInMemory response = new AnswerInMemory(exchange.getResponse(), edge.answerLimit());
            ServerWebExchange sent = exchange.mutate()
                    .request(request -> request.headers(headers -> headers.set(Deadline.HEADER, left(context))))
                    .response(response)
                    .build();
            return asked.chain()
                    .filter(sent)
                    .then(Mono.fromSupplier(response::answer))
                    .flatMap(this::judged);
        });
    }

    private Mono<ServiceAnswer> judged(ServiceAnswer answer) {
        return answer.tellsOfFailure() ? Mono.error(new FailedAnswerException(answer)) : Mono.just(answer);
    }

    /** What the service is told is a little less than what it has, so that its own answer is back before we give up. */
    private String left(ContextView context) {
        Duration left = Objects.requireNonNull(ReactiveDeadline.of(context), "a guarded call has a deadline")
                .remaining();
        return Long.toString(Math.max(1, left.minus(edge.margin()).toMillis()));
    }
}
