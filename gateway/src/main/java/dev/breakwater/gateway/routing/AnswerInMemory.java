package dev.breakwater.gateway.routing;

import java.util.Objects;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes the service's answer in the place of the client: status and headers wait on the client's response, the body here. */
final class AnswerInMemory extends ServerHttpResponseDecorator {

    private final int limit;
    private byte[] body = new byte[0];

    AnswerInMemory(ServerHttpResponse client, DataSize limit) {
        super(client);
        this.limit = Math.toIntExact(limit.toBytes());
    }

    ServiceAnswer answer() {
        HttpStatusCode status = Objects.requireNonNull(getStatusCode(), "an answer has a status");
        return new ServiceAnswer(status.value(), getHeaders().getFirst("Content-Type"), body);
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> parts) {
        return DataBufferUtils.join(parts, limit).doOnNext(this::keep).then();
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> parts) {
        return writeWith(Flux.from(parts).concatMap(part -> part));
    }

    @Override
    public Mono<Void> setComplete() {
        return Mono.empty();
    }

    private void keep(DataBuffer whole) {
        body = new byte[whole.readableByteCount()];
        whole.read(body);
        DataBufferUtils.release(whole);
    }
}
