package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.faults.Catalogue;
import dev.breakwater.e2e.faults.Fault;
import dev.breakwater.e2e.scenario.Breakage.Due;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Draws which faults befall a trial, when, and for how long. Every target is as likely as any other, and each is hit once at most. */
final class TrialSchedule {

    static final int MOST_FAULTS = 4;
    private static final double LATEST = 0.7;
    private static final Duration SHORTEST = Duration.ofMillis(300);
    private static final Duration LONGEST = Duration.ofSeconds(4);

    private TrialSchedule() {}

    /**
     * Draws one schedule.
     *
     * @param traffic how long customers come
     * @return one to four faults in the order of their beginnings, each with an end
     */
    static List<Due> draw(RandomGenerator random, Duration traffic) {
        Set<String> targets = new LinkedHashSet<>();
        Catalogue.faults().forEach(fault -> targets.add(fault.target()));
        List<String> left = new ArrayList<>(targets);
        List<Due> schedule = new ArrayList<>();
        int count = 1 + random.nextInt(MOST_FAULTS);
        for (int i = 0; i < count; i++) {
            String target = left.remove(random.nextInt(left.size()));
            List<Fault> ways = Catalogue.of(target);
            schedule.add(new Due(
                    ways.get(random.nextInt(ways.size())),
                    Duration.ofMillis((long) (traffic.toMillis() * random.nextDouble(LATEST))),
                    Duration.ofMillis(random.nextLong(SHORTEST.toMillis(), LONGEST.toMillis()))));
        }
        schedule.sort(Comparator.comparing(Due::after));
        return schedule;
    }
}
