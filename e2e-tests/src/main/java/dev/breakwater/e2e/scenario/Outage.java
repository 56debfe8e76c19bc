package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.audit.KeptLedgers;
import dev.breakwater.e2e.audit.Ledgers;
import dev.breakwater.e2e.breakers.BreakerState;
import dev.breakwater.e2e.breakers.BreakerWatch;
import dev.breakwater.e2e.faults.Timed;
import dev.breakwater.e2e.faults.Verdict;
import dev.breakwater.e2e.load.Arrivals;
import dev.breakwater.e2e.load.LoadDriver;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Recorder;
import dev.breakwater.e2e.report.Backlog;
import dev.breakwater.e2e.report.Console;
import dev.breakwater.e2e.report.Evidence;
import dev.breakwater.e2e.run.Invariant;
import dev.breakwater.e2e.run.Resources;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.Shop;
import dev.breakwater.e2e.run.Timeline;
import dev.breakwater.e2e.scenario.Breakage.Due;
import dev.breakwater.e2e.scenario.Settling.Settled;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Orders arrive, something breaks, it heals; then everything is settled and the books are compared. */
public final class Outage {

    private static final int MOST_IN_FLIGHT = 2_000;
    private static final Duration SETTLING = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Shop shop;
    private final Crowd crowd;
    private final Ledgers ledgers;
    private Script script;
    private final Duration settling;
    private final Clock clock;
    private final Console console;

    /**
     * Prepares one run.
     *
     * @param clock the machine's; the services note their transitions by the same
     */
    public Outage(Shop shop, Crowd crowd, Script script, Clock clock, Console console) {
        this(shop, crowd, new KeptLedgers(shop), script, SETTLING, clock, console);
    }

    Outage(Shop shop, Crowd crowd, Ledgers ledgers, Script script, Duration settling, Clock clock, Console console) {
        this.shop = shop;
        this.crowd = crowd;
        this.ledgers = ledgers;
        this.script = script;
        this.settling = settling;
        this.clock = clock;
        this.console = console;
    }

    /** Runs it once, in the time of the plan and as long as settling takes. */
    public Evidence run() throws IOException, InterruptedException, SQLException {
        SplittableRandom random = new SplittableRandom(script.seed());
        Arrivals arrivals = crowd.arrivals(random.split(), script.mix());
        Settling settles = Settling.before(ledgers, script.scenario().faults(), script.speed(), settling);
        BreakerWatch breakers = new BreakerWatch(shop.breakers());

        RunClock time = RunClock.start(clock);
        Timeline timeline = new Timeline(time, console::event);
        Recorder recorder = new Recorder();
        List<Invariant> more = new ArrayList<>();
        List<Met> met = new ArrayList<>();
        List<Backlog> backlog;
        Settled settled;
        double drained;
        try (LoadDriver driver = new LoadDriver(shop.gateway(), crowd.customers(), recorder, time, MOST_IN_FLIGHT);
                Watch watch = new Watch(shop, ledgers, time, recorder, driver, breakers, console)) {
            watch.start();
            warmUp(new Calibration(driver, arrivals, recorder, time, step()), timeline);
            play(Phase.HEALTHY, arrivals, driver, timeline);
            Resources healthy = Resources.of(shop);
            List<Invariant> broken = new ArrayList<>();
            for (List<Timed> stage : script.scenario().stages()) {
                try (Breakage breakage = new Breakage(
                        schedule(stage, random), outage(stage), shop, script.speed(), timeline, breakers, clock)) {
                    double from = time.seconds();
                    breakage.begin();
                    play(outage(stage), arrivals, driver, timeline);
                    double to = time.seconds();
                    breakage.end();
                    play(Phase.RECOVERY, arrivals, driver, timeline);
                    keepComingUntilClosed(arrivals, driver, breakage, breakers);
                    broken.add(breakage.await());
                    broken.add(breakage.struck());
                    breakage.calls().forEach((target, calls) -> met.add(new Met(target, calls, from, to)));
                }
            }
            more.addAll(Invariant.merged(broken));
            play(Phase.HEALED, arrivals, driver, timeline);
            timeline.add(Timeline.Kind.PHASE, Phase.DRAIN.label());
            driver.awaitAnswers();
            more.add(Schedule.kept(driver));
            settles.drain();
            drained = time.seconds();
            settled = settles.compare(recorder.samples());
            more.add(givenBack(healthy, driver.peakInFlight()));
            breakers.poll();
            backlog = watch.backlog();
        }
        more.add(Schedule.everybodyIsAlive(shop));
        Observed observed = new Observed(
                script,
                time,
                drained,
                recorder.samples(),
                breakers.since(time.started()),
                timeline.events(),
                met,
                backlog,
                settled.books(),
                settled.audit(),
                more);
        return new Evidence(
                Judgement.of(observed, shop.guards()),
                script.scenario(),
                script.kill(),
                script.plan().mostPerSecond(),
                time,
                observed.samples(),
                observed.breakers(),
                observed.events(),
                observed.backlog());
    }

    /** Connections that nobody needs any more are closed within moments. */
    private Invariant givenBack(Resources healthy, int atOnce) throws InterruptedException {
        long deadline = System.nanoTime() + settling.toNanos();
        Invariant given = Resources.of(shop).backAt(healthy, atOnce);
        while (!given.holds() && System.nanoTime() - deadline < 0) {
            RunClock.pause(LOOK);
            given = Resources.of(shop).backAt(healthy, atOnce);
        }
        return given;
    }

    private List<Due> schedule(List<Timed> stage, SplittableRandom random) {
        Duration length = outage(stage).length();
        List<Due> schedule = new ArrayList<>(
                stage.stream().map(timed -> Due.of(timed, length)).toList());
        if (script.kill()) {
            List<Due> kills =
                    Kills.draw(random.split(), stage.stream().map(Timed::fault).toList(), length);
            kills.forEach(kill -> console.line("  chaos, seed " + script.seed() + ": " + kill));
            schedule.addAll(kills);
        }
        return schedule;
    }

    private Plan.Part outage(List<Timed> stage) {
        Duration longest = script.scenario().owed().limit();
        return script.plan()
                .outage(
                        stage.stream()
                                .map(timed -> timed.fault().owed().limit())
                                .max(Duration::compareTo)
                                .orElse(longest),
                        longest);
    }

    private Duration step() {
        return script.plan().part(Phase.WARM_UP).length().dividedBy(4);
    }

    private void warmUp(Calibration calibration, Timeline timeline) throws InterruptedException {
        if (script.plan().part(Phase.WARM_UP).orders() == 0) {
            return;
        }
        timeline.add(Timeline.Kind.PHASE, Phase.WARM_UP.label());
        double wanted = script.plan().mostPerSecond();
        double borne = calibration.of(wanted);
        script = script.bearable(borne * Calibration.cost(script.mix()));
        console.line(String.format(
                Locale.ROOT,
                "         this machine bears %.1f orders a second with something to spare%s",
                borne,
                borne < wanted ? String.format(Locale.ROOT, ", not %.1f: the phases are longer for it", wanted) : ""));
    }

    private void play(Phase phase, Arrivals arrivals, LoadDriver driver, Timeline timeline)
            throws InterruptedException {
        play(script.plan().part(phase), arrivals, driver, timeline);
    }

    private static void play(Plan.Part part, Arrivals arrivals, LoadDriver driver, Timeline timeline)
            throws InterruptedException {
        if (part.orders() == 0) {
            return;
        }
        timeline.add(Timeline.Kind.PHASE, part.phase().label());
        long end = System.nanoTime() + part.length().toNanos();
        driver.play(part.phase(), arrivals.of(part.orders(), part.length()));
        RunClock.waitUntil(end);
    }

    /** A breaker closes on probes, and probes are calls: while it is not closed, customers keep coming. */
    private void keepComingUntilClosed(Arrivals arrivals, LoadDriver driver, Breakage breakage, BreakerWatch breakers)
            throws InterruptedException {
        Plan.Part part = script.plan().part(Phase.RECOVERY);
        int few = (int) Math.max(1, Math.ceil(part.perSecond()));
        long deadline = System.nanoTime() + Settling.patience(script.speed()).toNanos();
        while (!(breakage.isHealed() && areClosed(breakers)) && System.nanoTime() - deadline < 0) {
            driver.play(Phase.RECOVERY, arrivals.of(few, Duration.ofSeconds(1)));
        }
    }

    private boolean areClosed(BreakerWatch breakers) {
        return script.scenario().owed().duties().stream()
                .filter(duty -> duty.verdict() != Verdict.LEGAL_SO_FAR)
                .map(duty -> breakers.state(duty.service(), duty.breaker()))
                // one that is switched off has nothing to close
                .allMatch(state -> state == BreakerState.CLOSED || state == BreakerState.DISABLED);
    }
}
