package dev.breakwater.simulators.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OverloadTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Faults faults = new Faults(nanos::get);
    private final List<String> begun = new ArrayList<>();

    @Test
    void callsBeginInOrderOfArrivalAsPlacesBecomeFree() {
        places(2);

        arrive("a", "b", "c", "d");
        assertThat(begun).containsExactly("a", "b");
        assertThat(waiting()).isEqualTo(2);

        faults.executed();
        assertThat(begun).containsExactly("a", "b", "c");
        faults.executed();
        assertThat(begun).containsExactly("a", "b", "c", "d");
        assertThat(waiting()).isZero();
    }

    @Test
    void whoComesWhileOthersWaitDoesNotOvertakeThem() {
        places(1);
        arrive("a", "b");
        faults.executed();

        arrive("c");

        assertThat(begun).containsExactly("a", "b");
    }

    @Test
    void otherSettingsHoldForThoseWhoWaitAlready() {
        places(1);
        arrive("a", "b", "c", "d");

        faults.on(Fault.OVERLOAD, FaultSettings.always().with("concurrency", 3).with("workMs", 40));

        assertThat(begun).containsExactly("a", "b", "c");
        assertThat(faults.work()).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void switchedOffItExecutesAllThatWaitAtOnce() {
        places(1);
        arrive("a", "b", "c");

        faults.allOff();

        assertThat(begun).containsExactly("a", "b", "c");
        assertThat(faults.work()).isZero();
    }

    @Test
    void whenItsTimeIsUpTheNextPlaceThatBecomesFreeIsForAll() {
        faults.on(Fault.OVERLOAD, FaultSettings.always().with("concurrency", 1).lasting(Duration.ofSeconds(1)));
        arrive("a", "b", "c");

        nanos.set(Duration.ofSeconds(1).toNanos());
        faults.executed();

        assertThat(begun).containsExactly("a", "b", "c");
    }

    @Test
    void whenNoMoreAreToJoinThoseInTheQueueKeepTheirTurns() {
        faults.on(Fault.OVERLOAD, FaultSettings.always().with("concurrency", 1).atMost(2));
        assertThat(faults.next(part -> false)).isPresent();
        assertThat(faults.next(part -> false)).isPresent();
        assertThat(faults.next(part -> false)).isEmpty();

        arrive("a", "b");

        assertThat(begun).containsExactly("a");
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void itsStateAloneSaysHowManyWait() {
        places(1);
        arrive("a", "b", "c");

        assertThat(faults.state(Fault.OVERLOAD).json().get("waiting").asLong()).isEqualTo(2);
        assertThat(faults.state(Fault.SLOW).json().has("waiting")).isFalse();
    }

    private void places(int count) {
        faults.on(Fault.OVERLOAD, FaultSettings.always().with("concurrency", count));
    }

    private void arrive(String... calls) {
        for (String call : calls) {
            faults.queue(() -> begun.add(call));
        }
    }

    private @Nullable Long waiting() {
        return faults.state(Fault.OVERLOAD).waiting();
    }
}
