package dev.breakwater.resilience;

import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.RestClientResponseException;

/** Tells a dependency's answer about the request from the dependency's own failure. */
final class Answers {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private Answers() {}

    static boolean areAboutTheRequest(Exception failure) {
        if (failure instanceof RequestRefused) {
            return true;
        }
        if (failure instanceof RestClientResponseException response) {
            HttpStatusCode status = response.getStatusCode();
            return status.is4xxClientError()
                    && status.value() != REQUEST_TIMEOUT
                    && status.value() != TOO_MANY_REQUESTS;
        }
        return false;
    }
}
