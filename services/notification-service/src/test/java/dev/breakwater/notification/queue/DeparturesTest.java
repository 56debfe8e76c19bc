package dev.breakwater.notification.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.breakwater.notification.delivery.Waits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class DeparturesTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void deadMessagesAreCountedBeforeThereIsOne() {
        new Departures(mock(ConfirmedPublisher.class), mock(Waits.class), Clock.systemUTC(), meters);

        assertThat(meters.get("notification.messages")
                        .tag("outcome", "dead")
                        .counter()
                        .count())
                .isZero();
    }
}
