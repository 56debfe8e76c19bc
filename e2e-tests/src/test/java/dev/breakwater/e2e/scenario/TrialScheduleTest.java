package dev.breakwater.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.faults.Catalogue;
import dev.breakwater.e2e.faults.Fault;
import dev.breakwater.e2e.scenario.Breakage.Due;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrialScheduleTest {

    @Test
    void theSameSeedDrawsTheSame() {
        assertThat(draw(7)).isEqualTo(draw(7)).isNotEqualTo(draw(8));
    }

    @Test
    void everyFaultBeginsWhileCustomersComeAndEnds() {
        assertThat(many()).allSatisfy(schedule -> {
            assertThat(schedule).hasSizeBetween(1, TrialSchedule.MOST_FAULTS);
            assertThat(schedule).extracting(due -> due.fault().target()).doesNotHaveDuplicates();
            assertThat(schedule).allMatch(due -> due.after().compareTo(Trials.LENGTH) < 0 && due.length() != null);
        });
    }

    @Test
    void everyFaultOfTheCatalogueGetsItsTurn() {
        assertThat(many().stream()
                        .flatMap(List::stream)
                        .map(due -> due.fault().name())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        Catalogue.faults().stream().map(Fault::name).toList());
    }

    private static List<List<Due>> many() {
        return LongStream.range(0, 3_000).mapToObj(TrialScheduleTest::draw).toList();
    }

    private static List<Due> draw(long seed) {
        return TrialSchedule.draw(new SplittableRandom(seed), Trials.LENGTH);
    }
}
