package dev.breakwater.gateway.edge;

import dev.breakwater.web.ProblemType;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses bodies above the limit, and gathers the others here first: no service sees the beginning of a body that is then refused, or
 * waits for a client that sends it drop by drop.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BodyLimitFilter implements WebFilter {

    private final EdgeProperties edge;

    BodyLimitFilter(EdgeProperties edge) {
        this.edge = edge;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (request.getHeaders().getContentLength() > edge.bodyLimit().toBytes()) {
            return Mono.error(tooLarge());
        }
        return RequestRules.hasBody(request.getHeaders()) ? gathered(exchange, chain) : chain.filter(exchange);
    }

    private Mono<Void> gathered(ServerWebExchange exchange, WebFilterChain chain) {
        int limit = Math.toIntExact(edge.bodyLimit().toBytes());
        return DataBufferUtils.join(exchange.getRequest().getBody(), limit)
                .onErrorMap(DataBufferLimitException.class, past -> tooLarge())
                .timeout(edge.bodyTime(), Mono.error(this::tooSlow))
                .map(BodyLimitFilter::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> chain.filter(
                        exchange.mutate().request(new Gathered(exchange, body)).build()));
    }

    private RefusedRequestException tooLarge() {
        return RefusedRequestException.withBodyUnread(
                ProblemType.PAYLOAD_TOO_LARGE,
                "The body may have at most " + edge.bodyLimit().toBytes() + " bytes");
    }

    private RefusedRequestException tooSlow() {
        return RefusedRequestException.withBodyUnread(
                ProblemType.MALFORMED_REQUEST,
                "The body did not arrive within " + edge.bodyTime().toMillis() + " ms");
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    /** The same request with a body that is already here, and so has a length. */
    private static final class Gathered extends ServerHttpRequestDecorator {

        private final ServerWebExchange exchange;
        private final byte[] body;
        private final HttpHeaders headers;

        Gathered(ServerWebExchange exchange, byte[] body) {
            super(exchange.getRequest());
            this.exchange = exchange;
            this.body = body;
            this.headers = new HttpHeaders();
            headers.addAll(exchange.getRequest().getHeaders());
            headers.remove(HttpHeaders.TRANSFER_ENCODING);
            headers.setContentLength(body.length);
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(
                    () -> Flux.just(exchange.getResponse().bufferFactory().wrap(body)));
        }
    }
}
