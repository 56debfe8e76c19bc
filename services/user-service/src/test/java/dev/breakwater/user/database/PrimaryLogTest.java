package dev.breakwater.user.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PrimaryLogTest {

    private final PrimaryLog log = new PrimaryLog();

    @Test
    void whoHasReplayedEverythingIsNotBehindHoweverLongNothingIsWritten() {
        log.saw(100, seconds(1));
        log.saw(100, seconds(60));
        assertThat(log.lagOf(100)).isZero();
    }

    @Test
    void theLagCountsFromTheMomentThePrimaryWasSeenFurtherOn() {
        log.saw(100, seconds(1));
        log.saw(200, seconds(2));
        log.saw(300, seconds(7));
        assertThat(log.lagOf(100)).isEqualTo(Duration.ofSeconds(5)); // 7 - 2
        assertThat(log.lagOf(200)).isZero(); // seen further on only now
    }

    @Test
    void nobodyFallsFurtherBehindAPrimaryThatIsGone() {
        log.saw(100, seconds(1));
        log.saw(200, seconds(2));
        assertThat(log.lagOf(150)).isZero();
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
