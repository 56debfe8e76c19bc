package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.faults.Catalogue;
import dev.breakwater.e2e.faults.Fault;
import dev.breakwater.e2e.scenario.Breakage.Due;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Chaos beside an outage: what carries the money is killed at random moments and started again a random while later. */
final class Kills {

    static final List<String> VICTIMS = List.of("payment-service", "payment-fallback-service", "sqs");
    /** Neither at the very edges of the outage, so that the kill falls into it, nor always in the middle. */
    private static final double EARLIEST = 0.05;

    private static final double LATEST = 0.85;
    private static final Duration SHORTEST_ABSENCE = Duration.ofMillis(300);
    private static final Duration LONGEST_ABSENCE = Duration.ofMillis(2500);

    private Kills() {}

    /** Draws when each victim dies; one that the faults are about already is left alone. */
    static List<Due> draw(RandomGenerator random, List<Fault> faults, Duration outage) {
        List<Due> kills = new ArrayList<>();
        for (String victim : VICTIMS) {
            double share = random.nextDouble(EARLIEST, LATEST);
            long absence = random.nextLong(SHORTEST_ABSENCE.toMillis(), LONGEST_ABSENCE.toMillis());
            if (faults.stream().noneMatch(fault -> fault.target().equals(victim))) {
                kills.add(new Due(
                        Catalogue.fault(victim + "/crash"),
                        Duration.ofMillis((long) (outage.toMillis() * share)),
                        Duration.ofMillis(absence)));
            }
        }
        return kills;
    }
}
