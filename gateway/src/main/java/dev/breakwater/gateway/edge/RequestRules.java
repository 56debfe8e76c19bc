package dev.breakwater.gateway.edge;

import dev.breakwater.web.ProblemType;
import java.util.List;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses what no service of ours takes: methods that are not in use here (TRACE and CONNECT among them), bodies where none belongs, and bodies that
 * are something else than JSON. Paths are the business of Spring Security's firewall, the length of the head that of the server.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
class RequestRules implements WebFilter {

    private static final List<HttpMethod> METHODS = List.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    private static final Set<HttpMethod> WITHOUT_BODY = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** Twilio's callbacks are forms; everything else is JSON. */
    private static final String FORMS = "/webhooks/twilio";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        HttpMethod method = request.getMethod();
        if (!METHODS.contains(method)) {
            return Mono.error(new MethodNotAllowedException(method, METHODS));
        }
        if (!hasBody(request.getHeaders())) {
            return chain.filter(exchange);
        }
        if (WITHOUT_BODY.contains(method)) {
            return Mono.error(RefusedRequestException.withBodyUnread(
                    ProblemType.MALFORMED_REQUEST, "A request with the method " + method + " has no body"));
        }
        MediaType wanted = request.getPath().value().equals(FORMS)
                ? MediaType.APPLICATION_FORM_URLENCODED
                : MediaType.APPLICATION_JSON;
        return wanted.isCompatibleWith(type(request.getHeaders()))
                ? chain.filter(exchange)
                : Mono.error(RefusedRequestException.withBodyUnread(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body must be " + wanted));
    }

    static boolean hasBody(HttpHeaders headers) {
        return headers.containsKey(HttpHeaders.TRANSFER_ENCODING) || headers.getContentLength() > 0;
    }

    /** Without a type a body may be anything, which nobody takes. */
    private static MediaType type(HttpHeaders headers) {
        try {
            MediaType type = headers.getContentType();
            return type == null ? MediaType.APPLICATION_OCTET_STREAM : type;
        } catch (InvalidMediaTypeException nonsense) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
    }
}
