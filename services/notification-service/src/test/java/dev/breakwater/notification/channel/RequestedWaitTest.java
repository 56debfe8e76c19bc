package dev.breakwater.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestedWaitTest {

    private final RequestedWait wait =
            new RequestedWait(Clock.fixed(Instant.ofEpochSecond(1_000), ZoneOffset.UTC), Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource({
        "Retry-After, 7, 7",
        "retry-after, 7, 7",
        "Retry-After, 100000, 60",
        "Retry-After, soon, 0",
        "Retry-After, -5, 0",
        "X-RateLimit-Reset, 1012, 12",
        "X-RateLimit-Reset, 900, 0",
        "X-RateLimit-Reset, 99999999999999999999, 0",
        "X-Other, 5, 0",
    })
    void readsWhatIsAskedFor(String header, String value, long seconds) {
        assertThat(wait.in(Map.of(header, value))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void secondsComeBeforeTheReset() {
        assertThat(wait.in(Map.of("Retry-After", "3", "X-RateLimit-Reset", "1050")))
                .isEqualTo(Duration.ofSeconds(3));
    }
}
