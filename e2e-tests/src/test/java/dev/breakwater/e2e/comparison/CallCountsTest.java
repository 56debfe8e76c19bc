package dev.breakwater.e2e.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.comparison.CallCounts.Count;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallCountsTest {

    private final CallCounts calls = new CallCounts(List.of(new Count(0, 100), new Count(10, 120), new Count(20, 220)));

    @Test
    void whatCameBetweenTwoReadingsIsTakenForSteady() {
        assertThat(calls.between(0, 10)).isEqualTo(20);
        assertThat(calls.between(5, 15)).isEqualTo(10 + 50);
    }

    @Test
    void beforeTheFirstReadingAndAfterTheLastNothingIsKnownToHaveCome() {
        assertThat(calls.between(-50, 0)).isZero();
        assertThat(calls.between(20, 90)).isZero();
        assertThat(calls.between(-50, 90)).isEqualTo(120);
    }

    @Test
    void oneReadingTellsNothing() {
        assertThat(calls.areKnown()).isTrue();
        assertThat(new CallCounts(List.of(new Count(0, 100))).areKnown()).isFalse();
    }
}
