package dev.breakwater.e2e.comparison;

import dev.breakwater.e2e.scenario.Plan;
import dev.breakwater.e2e.scenario.Script;
import java.time.Duration;

/**
 * Makes a script of which four runs are bearable: a shorter time before and in the outage, and a longer one after it, since what is compared is
 * the way back as well.
 */
public final class ComparedScript {

    private static final Duration HEALTHY = Duration.ofSeconds(12);
    private static final Duration OUTAGE = Duration.ofSeconds(30);
    private static final Duration RECOVERY = Duration.ofSeconds(20);
    /** Up to it these lengths hold; in real time they are as many times longer. */
    private static final int SPEED = 10;

    private ComparedScript() {}

    /**
     * The same orders in a second, for other lengths.
     *
     * @param script for a system that is warm
     */
    public static Script of(Script script) {
        return new Script(
                script.scenario(),
                script.speed(),
                script.seed(),
                script.kill(),
                new Plan(
                        script.plan().parts().stream()
                                .map(part -> cut(part, script.speed()))
                                .toList(),
                        0,
                        0),
                script.mix(),
                script.pace());
    }

    private static Plan.Part cut(Plan.Part part, int speed) {
        return switch (part.phase()) {
            case HEALTHY -> lasting(shorter(part.length(), at(HEALTHY, speed)), part);
            case OUTAGE -> lasting(shorter(part.length(), at(OUTAGE, speed)), part);
            case RECOVERY -> lasting(at(RECOVERY, speed), part);
            default -> part;
        };
    }

    private static Duration at(Duration length, int speed) {
        return speed < SPEED ? length.multipliedBy(SPEED).dividedBy(speed) : length;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Plan.Part lasting(Duration length, Plan.Part part) {
        double share = length.toMillis() / (double) Math.max(1, part.length().toMillis());
        return new Plan.Part(part.phase(), (int) Math.round(part.orders() * share), length);
    }
}
