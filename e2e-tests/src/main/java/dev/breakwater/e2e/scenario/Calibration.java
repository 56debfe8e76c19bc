package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.load.Arrivals;
import dev.breakwater.e2e.load.LoadDriver;
import dev.breakwater.e2e.load.Mix;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Recorder;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.report.Latency;
import dev.breakwater.e2e.run.RunClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The warm-up finds out what the machine bears: it begins gently, and asks for half as much again while answers are quick and none pile up. A system
 * that is overloaded before anything is broken proves nothing about what is broken. Used once.
 */
final class Calibration {

    static final double LEAST_PER_SECOND = 4;
    static final double QUICK_MS = 400;
    private static final double RAISE = 1.5;

    /** Of the most that was borne: an outage makes each order cost more, with what is done again, later or elsewhere. */
    private static final double SHARE = 0.8;

    private static final int MOST_STEPS = 16;

    /** A rate that is too much for processes that have just started may not be a minute later. */
    private static final int CHANCES = 3;

    private final LoadDriver driver;
    private final Arrivals arrivals;
    private final Recorder recorder;
    private final RunClock clock;
    private final Duration step;

    /** @param step how long each rate is tried */
    Calibration(LoadDriver driver, Arrivals arrivals, Recorder recorder, RunClock clock, Duration step) {
        this.driver = driver;
        this.arrivals = arrivals;
        this.recorder = recorder;
        this.clock = clock;
        this.step = step;
    }

    /**
     * Plays the warm-up.
     *
     * @param most orders a second that are wanted, with what the mix adds to them
     * @return what the machine bears of them with something to spare, at least {@link #LEAST_PER_SECOND} unless less is wanted
     */
    double of(double most) throws InterruptedException {
        double least = Math.min(LEAST_PER_SECOND, most);
        double enough = most / SHARE;
        double rate = least;
        double borne = least;
        Map<Double, Integer> failures = new HashMap<>();
        for (int i = 0; i < MOST_STEPS && failures.getOrDefault(rate, 0) < CHANCES; i++) {
            if (bears(rate)) {
                borne = Math.max(borne, rate);
                if (borne >= enough) {
                    break;
                }
                rate = Math.min(enough, rate * RAISE);
            } else {
                driver.awaitAnswers();
                if (rate > least) { // of the least there is no less: it is tried until it is borne
                    failures.merge(rate, 1, Integer::sum);
                    rate = Math.max(least, rate / RAISE);
                }
            }
        }
        return borne >= enough ? most : Math.max(least, borne * SHARE);
    }

    private boolean bears(double rate) throws InterruptedException {
        double since = clock.seconds();
        int orders = (int) Math.max(1, Math.ceil(rate * step.toMillis() / 1e3));
        driver.play(Phase.WARM_UP, arrivals.of(orders, step));
        List<Sample> answered = recorder.samples().stream()
                .filter(sample -> sample.at() >= since)
                .toList();
        double median =
                Latency.of(answered.stream().mapToDouble(Sample::latencyMs)).p50();
        return !answered.isEmpty() && median <= QUICK_MS && driver.inFlight() <= Math.max(2, rate);
    }

    /** How much a second of this mix costs, with an order as the unit: a page costs about a sixth of one, a password as much. */
    static double cost(Mix mix) {
        return 1 + (mix.reads() + mix.quotes()) / 6 + mix.signIns();
    }
}
