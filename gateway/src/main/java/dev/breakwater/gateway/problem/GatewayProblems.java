package dev.breakwater.gateway.problem;

import dev.breakwater.web.ProblemType;
import dev.breakwater.web.problem.ProblemJson;
import dev.breakwater.web.problem.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Writes problems as answers of the gateway. */
public final class GatewayProblems {

    private GatewayProblems() {}

    /** Completes when the answer is on its way. */
    public static Mono<Void> write(ServerWebExchange exchange, ProblemType type, @Nullable String detail) {
        return write(exchange, Problems.of(type, detail, path(exchange)));
    }

    static Mono<Void> write(ServerWebExchange exchange, ProblemDetail problem) {
        ServerHttpResponse response = exchange.getResponse();
        byte[] body = ProblemJson.of(problem);
        response.setStatusCode(HttpStatusCode.valueOf(problem.getStatus()));
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(body.length);
        headers.setCacheControl("no-store");
        return HttpMethod.HEAD.equals(exchange.getRequest().getMethod())
                ? response.setComplete()
                : response.writeWith(
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    static String path(ServerWebExchange exchange) {
        return exchange.getRequest().getURI().getRawPath();
    }
}
