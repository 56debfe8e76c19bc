package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.run.Invariant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one random trial found.
 *
 * @param schedule of its faults, to be read by people
 * @param seconds that it took
 */
public record Trial(long seed, String schedule, List<Sample> samples, double seconds, List<Invariant> facts) {

    public Trial {
        samples = List.copyOf(samples);
        facts = List.copyOf(facts);
    }

    public boolean everythingHolds() {
        return facts.stream().allMatch(Invariant::holds);
    }

    /** The command that plays it again. */
    public String replay() {
        return "./demo --trial " + seed + " --exit";
    }

    /** One line if all holds; otherwise what does not, and how to play it again. */
    @Override
    public String toString() {
        String head = String.format(
                Locale.ROOT, "trial %d: %d requests (%s), %.0f s: ", seed, samples.size(), outcomes(), seconds);
        if (everythingHolds()) {
            return head + "every book agrees";
        }
        return head
                + facts.stream()
                        .filter(fact -> !fact.holds())
                        .map(fact -> "\n    VIOLATED " + fact.name() + ": " + fact.detail())
                        .collect(Collectors.joining())
                + "\n    schedule " + schedule + "\n    again: " + replay();
    }

    private String outcomes() {
        return Arrays.stream(Outcome.values())
                .map(outcome -> outcome.name().toLowerCase(Locale.ROOT) + " "
                        + samples.stream()
                                .filter(sample -> sample.outcome() == outcome)
                                .count())
                .collect(Collectors.joining(", "));
    }
}
