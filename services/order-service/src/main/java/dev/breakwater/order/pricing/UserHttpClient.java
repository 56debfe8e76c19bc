package dev.breakwater.order.pricing;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.web.InternalClients;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** user-service over HTTP. */
@Component
class UserHttpClient {

    private static final int HIGHEST = 50;

    private final RestClient http;
    private final ObjectMapper json;

    UserHttpClient(InternalClients clients, UserService service, ObjectMapper json) {
        this.http = clients.to(service.user().toString());
        this.json = json;
    }

    Integer discountPercent(UUID userId) {
        return http.get()
                .uri("/internal/users/{id}", userId)
                .exchangeForRequiredValue((request, response) -> percent(response));
    }

    private Integer percent(ClientHttpResponse response) throws IOException {
        if (response.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
            return 0; // an account that is gone, or a user-service that knows no discounts yet
        }
        if (!response.getStatusCode().isSameCodeAs(HttpStatus.OK)) {
            throw new IOException(
                    "user-service answered " + response.getStatusCode().value());
        }
        User user = json.readValue(response.getBody(), User.class);
        // All that this service asks is what the discount is now: a stale profile is no answer to that.
        if ("STALE".equals(user.freshness()) || user.discountPercent() < 0 || user.discountPercent() > HIGHEST) {
            throw new IOException("user-service does not know the discount");
        }
        return user.discountPercent();
    }

    record User(int discountPercent, @Nullable String freshness) {}
}
