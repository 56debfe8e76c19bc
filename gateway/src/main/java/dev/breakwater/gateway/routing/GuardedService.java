package dev.breakwater.gateway.routing;

import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.ReactiveGuardedCall;
import java.io.IOException;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The breaker of a route. There is no fallback: what could stand in for an answer is known to the services, which have their own. While the
 * breaker is open the client gets a 503 problem that says when to come back, and the service gets nothing.
 */
final class GuardedService implements GatewayFilter {

    private final ReactiveGuardedCall<ServiceCall.Asked, ServiceAnswer> once;
    private final ReactiveGuardedCall<ServiceCall.Asked, ServiceAnswer> repeatable;

    GuardedService(String service, Guards guards, ServiceCall call) {
        once = guards.on(service)
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .callReactively(call::ask);
        repeatable = guards.on(service)
                .retries(GuardedService::isWorthRepeating)
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .callReactively(call::ask);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        HttpMethod method = exchange.getRequest().getMethod();
        boolean changesNothing = HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
        return (changesNothing ? repeatable : once)
                .with(new ServiceCall.Asked(exchange, chain))
                .onErrorResume(DependencyUnavailableException.class, unavailable -> {
                    if (unavailable.getCause() instanceof FailedAnswerException failed) {
                        return Mono.just(failed.answer()); // a failure for the breaker; its words are for the client
                    }
                    ServerWebExchangeUtils.reset(exchange);
                    return Mono.error(unavailable);
                })
                .flatMap(answer -> {
                    if (exchange.getRequest().getHeaders().containsKey(HttpHeaders.AUTHORIZATION)) {
                        exchange.getResponse().getHeaders().setCacheControl("no-store"); // it is the caller's alone
                    }
                    return answer.writeTo(exchange.getResponse(), method);
                });
    }

    /**
     * A connection that was refused or broke may be another one's chance. A time limit that passed or a 5xx is not: the first would cost as
     * much again, the second was thought over by the service.
     */
    private static boolean isWorthRepeating(Exception failure) {
        return failure instanceof IOException;
    }
}
