package dev.breakwater.payment.bank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.resilience.Deadline;
import dev.breakwater.resilience.DeadlineHttp;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The bank's access token, kept until a tenth of its life is left. One thread at a time fetches. Thread-safe. */
@Component
class BankTokens {

    private static final byte[] GRANT = "grant_type=client_credentials".getBytes(StandardCharsets.US_ASCII);
    private static final Duration WITHOUT_DEADLINE = Duration.ofSeconds(10);

    private final DeadlineHttp http;
    private final ObjectMapper json;
    private final BankProperties properties;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Token token;

    BankTokens(DeadlineHttp http, ObjectMapper json, BankProperties properties, Clock clock) {
        this.http = http;
        this.json = json;
        this.properties = properties;
        this.clock = clock;
    }

    private record Token(String value, Instant useUntil) {}

    String current() throws IOException {
        Token known = usable();
        if (known != null) {
            return known.value();
        }
        lock();
        try {
            Token fetchedMeanwhile = usable();
            return fetchedMeanwhile == null ? fetch().value() : fetchedMeanwhile.value();
        } finally {
            fetching.unlock();
        }
    }

    /** The bank refused this token; a newer one that another thread has fetched stays. */
    void forget(String refused) {
        Token known = token;
        if (known != null && known.value().equals(refused)) {
            token = null;
        }
    }

    private @Nullable Token usable() {
        Token known = token;
        return known != null && clock.instant().isBefore(known.useUntil()) ? known : null;
    }

    private void lock() throws IOException {
        Deadline deadline = Deadline.current();
        Duration left = deadline == null ? WITHOUT_DEADLINE : deadline.remaining();
        try {
            if (!fetching.tryLock(left.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new InterruptedIOException("another thread got no token from the bank in time");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private Token fetch() throws IOException {
        String client = properties.clientId() + ":" + properties.clientSecret();
        Instant asked = clock.instant();
        DeadlineHttp.Answer answer = http.exchange(
                "POST",
                Objects.requireNonNull(properties.apiBase()).resolve("/oauth/token"),
                Map.of(
                        "Authorization",
                        List.of("Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8))),
                        "Content-Type",
                        List.of("application/x-www-form-urlencoded")),
                GRANT);
        JsonNode body = answer.status() == 200 ? json.readTree(answer.body()) : json.createObjectNode();
        String value = body.path("access_token").asText("");
        if (value.isEmpty()) {
            throw new BankFailure("the bank gave no token: HTTP " + answer.status());
        }
        Duration life = Duration.ofSeconds(body.path("expires_in").asLong());
        Token fetched = new Token(value, asked.plus(life.multipliedBy(9).dividedBy(10)));
        token = fetched;
        return fetched;
    }
}
