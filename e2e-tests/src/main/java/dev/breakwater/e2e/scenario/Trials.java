package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.audit.KeptLedgers;
import dev.breakwater.e2e.audit.Ledgers;
import dev.breakwater.e2e.breakers.BreakerWatch;
import dev.breakwater.e2e.load.Arrivals;
import dev.breakwater.e2e.load.LoadDriver;
import dev.breakwater.e2e.load.Mix;
import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Recorder;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.report.Console;
import dev.breakwater.e2e.run.Invariant;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.Shop;
import dev.breakwater.e2e.run.Timeline;
import dev.breakwater.e2e.scenario.Breakage.Due;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random trials on one running system: random orders under a random schedule of faults, then every book must agree. The
 * seed decides both, so a trial that found something can be played again.
 */
public final class Trials {

    static final int ORDERS = 200;
    static final Duration LENGTH = Duration.ofSeconds(10);
    private static final Mix MIX = new Mix(0.3, 0.1, 0.01, 0);
    private static final int MOST_IN_FLIGHT = 2_000;
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private final Shop shop;
    private final Crowd crowd;
    private final Ledgers ledgers;
    private final int speed;
    private final Clock clock;
    private final Console console;

    /**
     * Prepares trials on a system that is up.
     *
     * @param speed that the services were started with
     */
    public Trials(Shop shop, Crowd crowd, int speed, Clock clock, Console console) {
        this(shop, crowd, new KeptLedgers(shop), speed, clock, console);
    }

    Trials(Shop shop, Crowd crowd, Ledgers ledgers, int speed, Clock clock, Console console) {
        this.shop = shop;
        this.crowd = crowd;
        this.ledgers = ledgers;
        this.speed = speed;
        this.clock = clock;
        this.console = console;
    }

    /** A seed that nobody has tried yet, from the clock; short enough to be typed. */
    public static long freshSeed(Clock clock) {
        return new SplittableRandom(clock.millis()).nextLong(1_000_000_000L);
    }

    /**
     * Plays one trial.
     *
     * @param bears orders a second, as {@link WarmUp} found out; where it is few, the trial is longer and its faults come later
     */
    public Trial run(long seed, double bears) throws IOException, InterruptedException, SQLException {
        SplittableRandom random = new SplittableRandom(seed);
        Plan.Part asked = new Plan.Part(Phase.OUTAGE, ORDERS, LENGTH);
        Plan.Part part = asked.stretched(Math.max(1, asked.perSecond() * Calibration.cost(MIX) / bears));
        List<Due> schedule = TrialSchedule.draw(random.split(), part.length());
        console.line("  trial " + seed + ": " + schedule);
        Arrivals arrivals = crowd.arrivals(random.split(), MIX);
        Settling settles =
                Settling.before(ledgers, schedule.stream().map(Due::fault).toList(), speed, SETTLING);
        RunClock time = RunClock.start(clock);
        Timeline timeline = new Timeline(time, console::event);
        Recorder recorder = new Recorder();
        List<Invariant> facts = new ArrayList<>();
        try (LoadDriver driver = new LoadDriver(shop.gateway(), crowd.customers(), recorder, time, MOST_IN_FLIGHT);
                Breakage breakage =
                        new Breakage(schedule, part, shop, speed, timeline, new BreakerWatch(shop.breakers()), clock)) {
            breakage.begin();
            driver.play(Phase.OUTAGE, arrivals.of(ORDERS, part.length()));
            facts.add(breakage.await());
            driver.awaitAnswers();
            facts.add(Schedule.kept(driver));
            settles.drain();
            facts.add(honest(recorder.samples(), schedule));
            facts.addAll(settles.compare(recorder.samples()).audit().invariants());
        }
        facts.add(Schedule.everybodyIsAlive(shop));
        Trial trial = new Trial(seed, schedule.toString(), recorder.samples(), time.seconds(), facts);
        console.line("  " + trial);
        return trial;
    }

    /** Whatever is broken, an answer is right or it says that it is none; silence is for a gateway that is away itself. */
    private static Invariant honest(List<Sample> samples, List<Due> schedule) {
        boolean silence = schedule.stream().anyMatch(due -> due.fault().owed().unanswered());
        List<String> dishonest = samples.stream()
                .filter(sample -> sample.outcome() == Outcome.FAILED && !sample.honest())
                .filter(sample -> !(silence && sample.status() == 0))
                .map(sample -> String.format(
                        "at %.1f s %s: %s", sample.at(), sample.route().label(), sample.detail()))
                .toList();
        return Invariant.unless(dishonest, "refusalsAreHonest", samples.size() + " requests");
    }
}
