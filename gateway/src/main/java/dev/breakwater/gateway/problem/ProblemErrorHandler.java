package dev.breakwater.gateway.problem;

import dev.breakwater.gateway.edge.DeadlinePassedException;
import dev.breakwater.gateway.edge.RefusedRequestException;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.Trouble;
import dev.breakwater.web.ProblemType;
import dev.breakwater.web.problem.InternalErrors;
import dev.breakwater.web.problem.Problems;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.reactive.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
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
        if (error instanceof RefusedRequestException refused) {
            if (refused.bodyUnread()) {
                headers.set(HttpHeaders.CONNECTION, "close");
            }
            return GatewayProblems.write(exchange, refused.type(), refused.getMessage());
        }
        if (error instanceof DeadlinePassedException) {
            log.warn("{} {}: {}", exchange.getRequest().getMethod(), path, error.getMessage());
            return GatewayProblems.write(exchange, Problems.of(ProblemType.UPSTREAM_TIMEOUT, error.getMessage(), path));
        }
        if (error instanceof DependencyUnavailableException unavailable) {
            return unavailable(exchange, unavailable, path);
        }
        if (error instanceof ResponseStatusException known) {
            return status(exchange, known, path);
        }
        return GatewayProblems.write(
                exchange,
                InternalErrors.report(error, exchange.getRequest().getMethod().name(), path));
    }

    private static Mono<Void> unavailable(
            ServerWebExchange exchange, DependencyUnavailableException unavailable, String path) {
        String method = exchange.getRequest().getMethod().name();
        if (unavailable.trouble() instanceof Trouble.Failed) {
            log.warn("{} {}: {}", method, path, unavailable.getMessage());
        } else {
            log.debug(
                    "{} {}: {}",
                    method,
                    path,
                    unavailable.getMessage()); // the change of the breaker's state is logged, not each no
        }
        boolean late = unavailable.timedOut() && !(unavailable.getCause() instanceof PoolAcquireTimeoutException);
        ProblemDetail problem = late
                ? Problems.of(ProblemType.UPSTREAM_TIMEOUT, unavailable.dependency() + " gave no answer in time", path)
                : Problems.of(
                        ProblemType.DEPENDENCY_UNAVAILABLE, unavailable.dependency() + " cannot be reached", path);
        problem.setProperty("dependency", unavailable.dependency());
        if (!late) {
            Duration wait = unavailable.retryAfter();
            Problems.retryAfter(
                    exchange.getResponse().getHeaders(), wait.compareTo(RETRY_AFTER) > 0 ? wait : RETRY_AFTER);
        }
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
        if (known instanceof MethodNotAllowedException method) {
            exchange.getResponse().getHeaders().setAllow(method.getSupportedMethods());
        }
        return GatewayProblems.write(exchange, type, detail(type));
    }

    /** The framework's own words would tell which framework it is. */
    private static @Nullable String detail(ProblemType type) {
        return type == ProblemType.NOT_FOUND ? "There is nothing at this address" : null;
    }
}
