package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.load.LoadDriver;
import dev.breakwater.e2e.load.Mix;
import dev.breakwater.e2e.load.Recorder;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.Shop;
import java.time.Clock;
import java.util.SplittableRandom;

/** A warm-up for a system of which much is played afterwards; nothing of it is judged. */
public final class WarmUp {

    private static final int MOST_IN_FLIGHT = 2_000;

    private WarmUp() {}

    /** Warms up and returns how many orders a second the machine bears, with something to spare, if nothing else is asked. */
    public static double play(Shop shop, Crowd crowd, Clock clock) throws InterruptedException {
        RunClock time = RunClock.start(clock);
        Recorder recorder = new Recorder();
        Mix mix = Mix.SHOPPING;
        try (LoadDriver driver = new LoadDriver(shop.gateway(), crowd.customers(), recorder, time, MOST_IN_FLIGHT)) {
            double borne = new Calibration(
                            driver, crowd.arrivals(new SplittableRandom(0), mix), recorder, time, Plan.WARM_UP_STEP)
                    .of(Plan.MOST_PER_SECOND / Calibration.cost(mix));
            driver.awaitAnswers();
            return borne * Calibration.cost(mix);
        }
    }
}
