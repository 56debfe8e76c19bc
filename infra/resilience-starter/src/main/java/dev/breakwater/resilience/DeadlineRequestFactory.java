package dev.breakwater.resilience;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;

/** Lets Spring's clients call through {@link DeadlineHttp}, and merges what a callee says it degraded into our own answer. */
final class DeadlineRequestFactory implements ClientHttpRequestFactory {

    private final DeadlineHttp http;

    DeadlineRequestFactory(DeadlineHttp http) {
        this.http = http;
    }

    @Override
    public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
        return new Request(uri, method);
    }

    private final class Request extends AbstractClientHttpRequest {

        private final URI uri;
        private final HttpMethod method;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Request(URI uri, HttpMethod method) {
            this.uri = uri;
            this.method = method;
        }

        @Override
        public HttpMethod getMethod() {
            return method;
        }

        @Override
        public URI getURI() {
            return uri;
        }

        @Override
        protected OutputStream getBodyInternal(HttpHeaders headers) {
            return body;
        }

        @Override
        protected ClientHttpResponse executeInternal(HttpHeaders headers) throws IOException {
            headers.remove(HttpHeaders.CONTENT_LENGTH);
            DeadlineHttp.Answer answer =
                    http.exchange(method.name(), uri, headers, body.size() == 0 ? null : body.toByteArray());
            HttpHeaders received = new HttpHeaders();
            answer.headers().forEach(received::addAll);
            String degraded = received.getFirst(Degraded.HEADER);
            if (degraded != null) {
                Degraded.merge(degraded);
            }
            return new Response(HttpStatusCode.valueOf(answer.status()), received, answer.body());
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares responses
    private record Response(HttpStatusCode getStatusCode, HttpHeaders getHeaders, byte[] bytes)
            implements ClientHttpResponse {

        @Override
        public String getStatusText() {
            HttpStatus known = HttpStatus.resolve(getStatusCode.value());
            return known == null ? "" : known.getReasonPhrase();
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public void close() {
            // the exchange is over: the answer was read whole
        }
    }
}
