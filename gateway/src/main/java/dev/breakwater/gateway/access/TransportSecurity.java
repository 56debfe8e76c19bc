package dev.breakwater.gateway.access;

import dev.breakwater.gateway.edge.EdgeProperties;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Keeps browsers that came over TLS on TLS, also where a trusted proxy in front of us ends it. */
@Component
class TransportSecurity implements ServerHttpHeadersWriter {

    private static final String ONE_YEAR = "max-age=31536000 ; includeSubDomains";

    private final boolean proxied;

    TransportSecurity(EdgeProperties edge) {
        proxied = edge.trustedHops() > 0;
    }

    @Override
    public Mono<Void> writeHttpHeaders(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        boolean secure = "https".equals(request.getURI().getScheme())
                || (proxied && "https".equals(request.getHeaders().getFirst("X-Forwarded-Proto")));
        if (secure) {
            exchange.getResponse().getHeaders().set("Strict-Transport-Security", ONE_YEAR);
        }
        return Mono.empty();
    }
}
