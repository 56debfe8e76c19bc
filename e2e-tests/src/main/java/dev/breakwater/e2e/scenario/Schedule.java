package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.load.LoadDriver;
import dev.breakwater.e2e.run.Invariant;
import dev.breakwater.e2e.run.Shop;
import java.time.Duration;
import java.util.List;

/** What must hold of the run itself, lest its figures mean nothing. */
final class Schedule {

    private static final Duration LATEST_START = Duration.ofSeconds(1);

    private Schedule() {}

    static Invariant kept(LoadDriver driver) {
        boolean kept = driver.turnedAway() == 0 && driver.latestStart().compareTo(LATEST_START) < 0;
        return new Invariant(
                "driverKeepsItsSchedule",
                kept,
                "latest start " + driver.latestStart().toMillis() + " ms after it was due (under "
                        + LATEST_START.toMillis() + "), at most " + driver.peakInFlight() + " in flight, "
                        + driver.turnedAway() + " not sent for want of room");
    }

    static Invariant everybodyIsAlive(Shop shop) {
        List<String> dead = shop.processes().values().stream()
                .filter(process -> !process.isAlive() || process.isStopped())
                .map(process -> process.name() + (process.isAlive() ? " is stopped" : " is dead"))
                .toList();
        return Invariant.unless(dead, "everyProcessIsAlive", shop.processes().size() + " processes at the end");
    }
}
