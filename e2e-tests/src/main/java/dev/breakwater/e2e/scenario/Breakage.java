package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.breakers.BreakerWatch;
import dev.breakwater.e2e.faults.Fault;
import dev.breakwater.e2e.faults.Fault.Crash;
import dev.breakwater.e2e.faults.Fault.Hang;
import dev.breakwater.e2e.faults.Fault.Leak;
import dev.breakwater.e2e.faults.Fault.Switched;
import dev.breakwater.e2e.faults.Fault.Turn;
import dev.breakwater.e2e.faults.Strike;
import dev.breakwater.e2e.faults.Strikes;
import dev.breakwater.e2e.faults.Timed;
import dev.breakwater.e2e.run.Invariant;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.Shop;
import dev.breakwater.e2e.run.Timeline;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Breaks what a schedule says when it says so, and heals it. Used once. */
final class Breakage implements AutoCloseable {

    /**
     * A fault with its time.
     *
     * @param after the start of the outage
     * @param length after which it ends by itself; null to last until the outage is over
     */
    record Due(Fault fault, Duration after, @Nullable Duration length) {

        /** The same in an outage of that length. */
        static Due of(Timed timed, Duration outage) {
            Duration after = share(outage, timed.from());
            return new Due(
                    timed.fault(),
                    after,
                    timed.to() < 1 ? share(outage, timed.to()).minus(after) : null);
        }

        @Override
        public String toString() {
            return fault.name() + " from " + after.toMillis() + " ms"
                    + (length == null ? " to the end" : " for " + length.toMillis() + " ms");
        }
    }

    private record Running(Due due, Strike strike, Future<Void> end) {}

    private final List<Due> schedule;
    private final Plan.Part outage;
    private final Shop shop;
    private final int speed;
    private final Timeline timeline;
    private final BreakerWatch breakers;
    private final Clock clock;
    private final List<Running> running = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads;

    /** @param outage how long it is meant to last and who comes meanwhile; what strikes by turns divides its own time in it */
    Breakage(
            List<Due> schedule,
            Plan.Part outage,
            Shop shop,
            int speed,
            Timeline timeline,
            BreakerWatch breakers,
            Clock clock) {
        this.schedule = List.copyOf(schedule);
        this.outage = outage;
        this.shop = shop;
        this.speed = speed;
        this.timeline = timeline;
        this.breakers = breakers;
        this.clock = clock;
        this.threads = Executors.newFixedThreadPool(Math.max(1, schedule.size()), work -> {
            Thread thread = new Thread(work, "breakage");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The outage begins now; returns when all is broken that is to be from its start. */
    void begin() throws InterruptedException {
        long start = System.nanoTime();
        CountDownLatch atOnce = new CountDownLatch(
                (int) schedule.stream().filter(due -> due.after().isZero()).count());
        for (Due due : schedule) {
            Strike strike = Strikes.on(shop, due.fault(), speed, outage.perSecond());
            Runnable begun = due.after().isZero() ? atOnce::countDown : () -> {};
            running.add(new Running(due, strike, threads.submit(() -> {
                RunClock.waitUntil(start + due.after().toNanos());
                carryOut(due, strike, begun);
                return null;
            })));
        }
        atOnce.await();
    }

    /** The outage is over: what lasts throughout is healed, on threads of its own since starting a process takes its time. */
    void end() {
        over.countDown();
    }

    boolean isHealed() {
        return running.stream().allMatch(one -> one.end().isDone());
    }

    private void carryOut(Due due, Strike strike, Runnable begun) throws Exception {
        String target = due.fault().target();
        boolean switched = !isProcess(due.fault());
        Timeline.Kind kind = switched ? Timeline.Kind.FAULT : Timeline.Kind.KILL;
        long since = System.nanoTime();
        try {
            try {
                strike.on();
            } finally {
                begun.run();
            }
            if (due.fault().means() instanceof Crash) {
                breakers.died(target, clock.instant());
            }
            timeline.add(kind, broken(due.fault()));
            turns(due, strike);
            Duration length = due.length();
            if (length == null) {
                over.await();
            } else {
                RunClock.pause(length);
            }
        } finally {
            long again = System.nanoTime();
            strike.off();
            timeline.add(
                    kind,
                    switched
                            ? due.fault().subject() + " is healed"
                            : target + " is back after " + millis(again - since) + " ms away and "
                                    + millis(System.nanoTime() - again) + " ms of coming back");
        }
    }

    /** Strikes more calls, or fewer, each at its time; none if the outage is over before. */
    private void turns(Due due, Strike strike) throws Exception {
        List<Turn> turns = due.fault().switched().map(Switched::turns).orElse(List.of());
        long begun = System.nanoTime();
        for (Turn turn : turns.stream().skip(1).toList()) {
            long wait = begun
                    + share(outage.length().minus(due.after()), turn.from()).toNanos()
                    - System.nanoTime();
            if (over.await(wait, TimeUnit.NANOSECONDS)) {
                return;
            }
            strike.turn(turn);
            timeline.add(Timeline.Kind.FAULT, due.fault().subject() + ": " + turn.description());
        }
    }

    private static Duration share(Duration whole, double share) {
        return Duration.ofNanos((long) (whole.toNanos() * share));
    }

    private static String broken(Fault fault) {
        if (fault.means() instanceof Switched how) {
            return fault.subject() + " breaks: " + fault.name() + ", it " + how.description();
        }
        if (fault.means() instanceof Leak leak) {
            return fault.subject() + " " + leak.description();
        }
        return (fault.means() instanceof Crash ? "SIGKILL " : "SIGSTOP ") + fault.target();
    }

    private static boolean isProcess(Fault fault) {
        return fault.means() instanceof Crash || fault.means() instanceof Hang;
    }

    /** How many calls met each fault that strikes whoever calls, by what is broken; complete after {@link #await()}. */
    Map<String, Long> calls() throws InterruptedException {
        Map<String, Long> calls = new LinkedHashMap<>();
        for (Running one : running) {
            Fault fault = one.due().fault();
            if (fault.switched().filter(how -> how.only().isEmpty()).isPresent()) {
                counted(one.strike()).ifPresent(met -> calls.merge(fault.target(), met, Long::sum));
            }
        }
        return calls;
    }

    private static OptionalLong counted(Strike strike) throws InterruptedException {
        try {
            return strike.proof().calls();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception unknown) {
            return OptionalLong.empty(); // struck() tells of it
        }
    }

    /** Waits until all is healed. */
    Invariant await() throws InterruptedException {
        List<String> failed = new ArrayList<>();
        for (Running one : running) {
            try {
                one.end().get();
            } catch (ExecutionException e) {
                failed.add(one.due().fault().name() + ": " + e.getCause());
            }
        }
        return Invariant.unless(failed, "whatWasBrokenComesBack", running.size() + " faults, all ended");
    }

    /** Whether what lasted throughout the outage was really there. */
    Invariant struck() throws InterruptedException {
        List<String> proofs = new ArrayList<>();
        boolean all = true;
        for (Running one : running) {
            if (one.due().length() != null && isProcess(one.due().fault())) {
                continue; // a restart that was quicker than the outage proves itself by its life having ended
            }
            try {
                Strike.Proof proof = one.strike().proof();
                all &= proof.struck();
                proofs.add(proof.detail());
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception unknown) {
                all = false;
                proofs.add(one.due().fault().name() + ": " + unknown);
            }
        }
        return new Invariant("faultStrikes", all, String.join("; ", proofs));
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** Heals what is still broken, come what may. */
    @Override
    public void close() {
        end();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(2, TimeUnit.MINUTES)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
