package dev.breakwater.order.remote;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse;
import org.springframework.web.client.RestClientException;

/** Tells what a service answered from what only looks like it. */
public final class Answers {

    /** Of 4xx: those about who asks (401, 403), when (408) and how often (429), and so about every request. */
    private static final Set<Integer> ABOUT_ALL = Set.of(401, 403, 408, 429);

    private Answers() {}

    /**
     * The body of an answer as the contract has it.
     *
     * @param type what the JSON is read as
     * @param documented the statuses with which the body comes
     * @throws RefusedException when the service works and refuses the request, whatever the body
     * @throws UnexpectedAnswerException when it is any other status, no body or another one
     * @throws RestClientException when the body is not JSON of that type
     */
    public static <B> B read(
            String service, ConvertibleClientHttpResponse response, Class<B> type, HttpStatusCode... documented)
            throws IOException {
        HttpStatusCode status = response.getStatusCode();
        if (!List.of(documented).contains(status)) {
            throw isRefusal(status)
                    ? new RefusedException(service, status)
                    : new UnexpectedAnswerException(service, String.valueOf(status.value()));
        }
        B body = response.bodyTo(type);
        if (body == null) {
            throw new UnexpectedAnswerException(service, status.value() + " without a body");
        }
        return body;
    }

    private static boolean isRefusal(HttpStatusCode status) {
        return status.is4xxClientError() && !ABOUT_ALL.contains(status.value());
    }
}
