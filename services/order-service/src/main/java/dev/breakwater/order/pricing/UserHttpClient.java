package dev.breakwater.order.pricing;

import dev.breakwater.order.remote.Answers;
import dev.breakwater.order.remote.UnexpectedAnswerException;
import dev.breakwater.web.InternalClients;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse;

/** user-service over HTTP. */
@Component
class UserHttpClient {

    private static final String SERVICE = "user-service";
    private static final int HIGHEST = 50;

    private final RestClient http;

    UserHttpClient(InternalClients clients, UserService service) {
        http = clients.to(service.user().toString());
    }

    Integer discountPercent(UUID userId) {
        return http.get()
                .uri("/internal/users/{id}", userId)
                .exchangeForRequiredValue((request, response) -> percent(response));
    }

    private static Integer percent(ConvertibleClientHttpResponse response) throws IOException {
        if (response.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
            return 0; // an account that is gone, or a user-service that knows no discounts yet
        }
        User user = Answers.read(SERVICE, response, User.class, HttpStatus.OK);
        Integer percent = user.discountPercent();
        // All that this service asks is what the discount is now: a stale profile is no answer to that.
        if ("STALE".equals(user.freshness()) || percent == null || percent < 0 || percent > HIGHEST) {
            throw new UnexpectedAnswerException(SERVICE, "without knowing the discount");
        }
        return percent;
    }

    record User(@Nullable Integer discountPercent, @Nullable String freshness) {}
}
