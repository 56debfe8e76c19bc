package dev.breakwater.gateway.problem;

import dev.breakwater.gateway.edge.BodyTooLargeException;
import dev.breakwater.gateway.edge.DeadlinePassedException;
import dev.breakwater.web.ProblemType;
import dev.breakwater.web.problem.InternalErrors;
import dev.breakwater.web.problem.Problems;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.reactive.error.ErrorWebExceptionHandler;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Turns every error that ends an exchange into a problem; takes the place of Spring Boot's handler. */
@Component
@Order(-2)
class ProblemErrorHandler implements ErrorWebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemErrorHandler.class);

    /** A service that refuses connections is most often being restarted. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error); // half an answer is out: all that is left is to cut the connection
        }
        String path = GatewayProblems.path(exchange);
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.remove(HttpHeaders.CONTENT_ENCODING);
        if (error instanceof BodyTooLargeException) {
            headers.set(HttpHeaders.CONNECTION, "close"); // the rest of the body is not worth reading
            return GatewayProblems.write(exchange, ProblemType.PAYLOAD_TOO_LARGE, error.getMessage());
        }
        if (error instanceof DeadlinePassedException) {
            log.warn("{} {}: {}", exchange.getRequest().getMethod(), path, error.getMessage());
            return GatewayProblems.write(exchange, Problems.of(ProblemType.UPSTREAM_TIMEOUT, error.getMessage(), path));
        }
        if (error instanceof IOException
                || error instanceof PoolAcquireTimeoutException
                || error instanceof PoolAcquirePendingLimitException) {
            return unavailable(exchange, error, path);
        }
        if (error instanceof ResponseStatusException known) {
            return status(exchange, known, path);
        }
        return GatewayProblems.write(
                exchange,
                InternalErrors.report(error, exchange.getRequest().getMethod().name(), path));
    }

    private static Mono<Void> unavailable(ServerWebExchange exchange, Throwable error, String path) {
        String dependency = dependency(exchange);
        log.warn(
                "{} {}: {} cannot be reached: {}",
                exchange.getRequest().getMethod(),
                path,
                dependency,
                error.toString());
        ProblemDetail problem =
                Problems.of(ProblemType.DEPENDENCY_UNAVAILABLE, dependency + " cannot be reached", path);
        problem.setProperty("dependency", dependency);
        Problems.retryAfter(exchange.getResponse().getHeaders(), RETRY_AFTER);
        return GatewayProblems.write(exchange, problem);
    }

    private static Mono<Void> status(ServerWebExchange exchange, ResponseStatusException known, String path) {
        ProblemType type = ProblemType.ofStatus(known.getStatusCode().value());
        if (type == ProblemType.INTERNAL_ERROR) {
            return GatewayProblems.write(
                    exchange,
                    InternalErrors.report(
                            known, exchange.getRequest().getMethod().name(), path));
        }
        if (type == ProblemType.DEPENDENCY_UNAVAILABLE) {
            return unavailable(exchange, known, path);
        }
        if (known instanceof MethodNotAllowedException method) {
            exchange.getResponse().getHeaders().setAllow(method.getSupportedMethods());
        }
        return GatewayProblems.write(exchange, type, detail(type));
    }

    /** The framework's own words would tell which framework it is. */
    private static @Nullable String detail(ProblemType type) {
        return type == ProblemType.NOT_FOUND ? "There is nothing at this address" : null;
    }

    private static String dependency(ServerWebExchange exchange) {
        Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        return route == null ? "gateway" : route.getId();
    }
}
