package dev.breakwater.gateway.routing;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/** A service's whole answer; its headers are already on the client's response. */
@SuppressWarnings("ArrayRecordComponent") // never compared, and handed on once
record ServiceAnswer(int status, @Nullable String contentType, byte[] body) {

    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final int NO_ANSWER_IN_TIME = 504;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    /**
     * Whether the service failed. A 503 or 504 that comes as a problem is no failure: the service is well, it has found out that
     * something <em>it</em> depends on is not, and says so at once. Opening on it would take from everybody what the
     * service still answers without that dependency. Nor is 429: our services slow down single clients, and one client must not close
     * a route for all.
     */
    boolean tellsOfFailure() {
        boolean saysItself = (status == UNAVAILABLE || status == NO_ANSWER_IN_TIME)
                && contentType != null
                && contentType.startsWith(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        return status >= SERVER_ERROR && !saysItself;
    }

    Mono<Void> writeTo(ServerHttpResponse client, HttpMethod method) {
        if (HttpMethod.HEAD.equals(method) || status == NO_CONTENT || status == NOT_MODIFIED) {
            return client.setComplete();
        }
        HttpHeaders headers = client.getHeaders();
        headers.remove(HttpHeaders.TRANSFER_ENCODING);
        headers.setContentLength(body.length);
        return client.writeWith(Mono.fromSupplier(() -> client.bufferFactory().wrap(body)));
    }
}
