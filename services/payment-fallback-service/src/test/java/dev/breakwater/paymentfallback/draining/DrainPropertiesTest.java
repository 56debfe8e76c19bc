package dev.breakwater.paymentfallback.draining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrainPropertiesTest {

    @Test
    void waitDoublesWithEachAttemptUpToTheLongest() {
        DrainProperties drain = properties(Duration.ofSeconds(30), Duration.ofMinutes(15));
        assertThat(drain.backOffAfter(1)).hasSeconds(30);
        assertThat(drain.backOffAfter(2)).hasSeconds(60);
        assertThat(drain.backOffAfter(5)).hasSeconds(480);
        assertThat(drain.backOffAfter(6)).hasMinutes(15);
        assertThat(drain.backOffAfter(1000)).hasMinutes(15);
    }

    @Test
    void longestWaitIsNotShorterThanTheFirst() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> properties(Duration.ofSeconds(30), Duration.ofSeconds(29)))
                .withMessageContaining("breakwater.drain.max-back-off")
                .withMessageContaining("PT29S");
    }

    private static DrainProperties properties(Duration backOff, Duration maxBackOff) {
        Duration second = Duration.ofSeconds(1);
        return new DrainProperties(true, 20, 4, 3, backOff, maxBackOff, second, second);
    }
}
