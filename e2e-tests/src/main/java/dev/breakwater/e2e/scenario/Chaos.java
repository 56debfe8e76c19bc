package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.breakers.BreakerWatch;
import dev.breakwater.e2e.run.Invariant;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.Timeline;
import dev.breakwater.e2e.run.Victim;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/** Kills processes at random moments of the outage and starts them again a random while later. Used once. */
final class Chaos {

    /** Neither at the very edges of the outage, so that the kill falls into it, nor always in the middle. */
    private static final double EARLIEST = 0.05;

    private static final double LATEST = 0.85;
    private static final Duration SHORTEST_ABSENCE = Duration.ofMillis(300);
    private static final Duration LONGEST_ABSENCE = Duration.ofMillis(2500);

    /** @param after the start of the outage */
    record Kill(Victim victim, Duration after, Duration absence) {}

    private final List<Kill> kills;
    private final Timeline timeline;
    private final BreakerWatch breakers;
    private final Clock clock;
    private final List<Future<Void>> running = new ArrayList<>();
    private final ExecutorService threads;

    Chaos(List<Kill> kills, Timeline timeline, BreakerWatch breakers, Clock clock) {
        this.kills = List.copyOf(kills);
        this.timeline = timeline;
        this.breakers = breakers;
        this.clock = clock;
        this.threads = Executors.newFixedThreadPool(Math.max(1, kills.size()), work -> {
            Thread thread = new Thread(work, "chaos");
            thread.setDaemon(true);
            return thread;
        });
    }

    static List<Kill> draw(RandomGenerator random, List<Victim> victims, Duration outage) {
        List<Kill> kills = new ArrayList<>();
        for (Victim victim : victims) {
            double share = random.nextDouble(EARLIEST, LATEST);
            long absence = random.nextLong(SHORTEST_ABSENCE.toMillis(), LONGEST_ABSENCE.toMillis());
            kills.add(new Kill(
                    victim, Duration.ofMillis((long) (outage.toMillis() * share)), Duration.ofMillis(absence)));
        }
        return kills;
    }

    /** Begins; the outage has just begun. */
    void begin() {
        long start = System.nanoTime();
        for (Kill kill : kills) {
            running.add(threads.submit(() -> {
                RunClock.waitUntil(start + kill.after().toNanos());
                carryOut(kill);
                return null;
            }));
        }
    }

    private void carryOut(Kill kill) throws Exception {
        Victim victim = kill.victim();
        victim.kill();
        breakers.died(victim.name(), clock.instant());
        timeline.add(Timeline.Kind.KILL, "SIGKILL " + victim.name());
        RunClock.pause(kill.absence());
        long again = System.nanoTime();
        victim.start();
        timeline.add(
                Timeline.Kind.KILL,
                victim.name() + " is back after " + kill.absence().toMillis() + " ms away and "
                        + Duration.ofNanos(System.nanoTime() - again).toMillis() + " ms of starting");
    }

    /** Waits until every victim is back. */
    Invariant await() throws InterruptedException {
        List<String> failed = new ArrayList<>();
        for (Future<Void> kill : running) {
            try {
                kill.get();
            } catch (ExecutionException e) {
                failed.add(String.valueOf(e.getCause()));
            }
        }
        threads.shutdownNow();
        return Invariant.unless(failed, "killedProcessesComeBack", kills.size() + " processes killed, all back");
    }
}
