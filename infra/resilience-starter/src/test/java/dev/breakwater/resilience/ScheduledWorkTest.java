package dev.breakwater.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ScheduledWorkTest {

    private final ScheduledWork work = new ScheduledWork();

    @Test
    void anOutageIsALineAndAnOpenBreakerNone(CapturedOutput log) {
        work.handleError(unavailable(new Trouble.Failed("payment-db", new IOException("refused"))));
        work.handleError(unavailable(new Trouble.Rejected("payment-db", Trouble.Reason.BREAKER_OPEN)));
        assertThat(log.getAll().lines().toList())
                .singleElement()
                .asString()
                .contains("Scheduled work waits for its next turn: payment-db is unavailable");
    }

    @Test
    void anythingElseIsShownWhole(CapturedOutput log) {
        work.handleError(new IllegalStateException("a fault of ours"));
        assertThat(log).contains("ERROR", "a fault of ours", "at dev.breakwater.resilience.ScheduledWorkTest");
    }

    private static DependencyUnavailableException unavailable(Trouble trouble) {
        return new DependencyUnavailableException(trouble, Duration.ZERO);
    }
}
