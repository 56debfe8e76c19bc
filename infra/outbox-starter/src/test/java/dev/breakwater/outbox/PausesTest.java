package dev.breakwater.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Speed;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PausesTest {

    private static final OutboxProperties PROPERTIES =
            new OutboxProperties(Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(5), 50);

    @Test
    void aFailurePauseIsAnywhereBelowABoundThatDoublesUpToTheLongest() {
        Pauses pauses = new Pauses(PROPERTIES, new Speed(1), new Random(7));
        for (int failures : List.of(1, 2, 3, 5, 6, 40, 1_000_000)) {
            long bound = Math.min(5_000, 200L << Math.min(failures - 1, 20));
            List<Duration> drawn = IntStream.range(0, 2_000)
                    .mapToObj(i -> pauses.whenFailed(failures))
                    .toList();
            assertThat(drawn).allMatch(pause -> !pause.isNegative() && pause.toMillis() < bound);
            assertThat(drawn).anyMatch(pause -> pause.toMillis() < bound / 10);
            assertThat(drawn).anyMatch(pause -> pause.toMillis() > bound * 9 / 10);
        }
    }

    @Test
    void speedDividesEveryPauseButTheIdleOne() {
        Pauses pauses = new Pauses(PROPERTIES, new Speed(10), new Random(7));
        assertThat(pauses.whenIdle()).isEqualTo(Duration.ofSeconds(1));
        assertThat(pauses.whenContended(100)).isEqualTo(Duration.ofMillis(100));
        assertThat(IntStream.range(0, 2_000).mapToObj(i -> pauses.whenFailed(50)))
                .allMatch(pause -> pause.toMillis() < 500);
    }
}
