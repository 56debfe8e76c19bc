package dev.breakwater.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NaiveRetryingTest {

    private final List<Long> waits = new ArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final Layer<String, String> down = order -> {
        throw new IOException("failure " + sent.incrementAndGet());
    };

    @Test
    void everyWaitIsAsLongAsAllOthers() {
        assertThatThrownBy(() -> naively(down).run("order")).hasMessage("failure 3");

        assertThat(waits).containsExactly(NaiveRetrying.PAUSE_MILLIS, NaiveRetrying.PAUSE_MILLIS);
    }

    @Test
    void threeHopsMakeTwentySevenCallsOfOne() {
        assertThatThrownBy(() -> naively(naively(naively(down))).run("order")).isInstanceOf(IOException.class);

        assertThat(sent).hasValue(27);
    }

    private Layer<String, String> naively(Layer<String, String> inner) {
        return new NaiveRetrying<>(waits::add, failure -> true, inner);
    }
}
