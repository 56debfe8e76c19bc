package dev.breakwater.e2e.run;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What was done to the system, and when. Thread-safe. */
public final class Timeline {

    /** Sorts of events, as the report draws them. */
    public enum Kind {
        PHASE,
        FAULT,
        KILL
    }

    /**
     * Something that was done.
     *
     * @param at seconds since the start of the run
     */
    public record Event(double at, Kind kind, String text) {}

    private final RunClock clock;
    private final Consumer<Event> told;
    private final List<Event> events = new CopyOnWriteArrayList<>();

    /**
     * Makes an empty timeline.
     *
     * @param told hears of each event as it happens
     */
    public Timeline(RunClock clock, Consumer<Event> told) {
        this.clock = clock;
        this.told = told;
    }

    public void add(Kind kind, String text) {
        Event event = new Event(clock.seconds(), kind, text);
        events.add(event);
        told.accept(event);
    }

    public List<Event> events() {
        return List.copyOf(events);
    }
}
