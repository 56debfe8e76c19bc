package dev.breakwater.e2e.faults;

import dev.breakwater.e2e.load.Route;
import dev.breakwater.e2e.run.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the system owes its customers and us while something is broken. Immutable.
 *
 * @param duties which breakers must do what; any other breaker may move, along the diagram
 * @param touched routes that may slow down, since what is broken is on their way; all others keep their pace
 * @param excused routes whose requests may be refused meanwhile, by a problem that says so (503, 504)
 * @param queues whether orders must be seen accepted with their payment pending
 * @param unanswered whether an excused request may also end without any answer: the edge itself is broken
 * @param limit how long a call to what is broken takes at most until it has failed: its time limit if that hangs, zero if it answers at once
 */
public record Owed(
        List<Duty> duties, Set<Route> touched, Set<Route> excused, boolean queues, boolean unanswered, Duration limit) {

    public Owed {
        duties = List.copyOf(duties);
        touched = Set.copyOf(touched);
        excused = Set.copyOf(excused);
    }

    /** That nobody notices: no breaker has to move, no route is touched. */
    static Owed nothing() {
        return new Owed(List.of(), Set.of(), Set.of(), false, false, Duration.ofSeconds(3));
    }

    Owed opens(String service, String breaker) {
        return with(new Duty(service, breaker, Verdict.ANY_LEGAL_PATH));
    }

    Owed opensOnce(String service, String breaker) {
        return with(new Duty(service, breaker, Verdict.ONE_OUTAGE));
    }

    Owed mayOpen(String service, String breaker) {
        return with(new Duty(service, breaker, Verdict.LEGAL_IF_ANY));
    }

    Owed mayOpenEverywhere(String breaker) {
        Owed all = this;
        for (String service : Shop.SERVICES) {
            all = all.mayOpen(service, breaker);
        }
        return all;
    }

    private Owed with(Duty duty) {
        List<Duty> more = new ArrayList<>(duties);
        more.add(duty);
        return new Owed(more, touched, excused, queues, unanswered, limit);
    }

    Owed touching(Route... routes) {
        return new Owed(duties, also(touched, routes), excused, queues, unanswered, limit);
    }

    /** Excuses these routes, which are touched then as well. */
    Owed excusing(Route... routes) {
        return new Owed(duties, also(touched, routes), also(excused, routes), queues, unanswered, limit);
    }

    Owed queueing() {
        return new Owed(duties, also(touched, Route.ORDER), excused, true, unanswered, limit);
    }

    Owed withoutAnswer() {
        return new Owed(duties, touched, excused, queues, true, limit);
    }

    Owed within(Duration longest) {
        return new Owed(duties, touched, excused, queues, unanswered, longest);
    }

    /** The same where so few calls are struck that no breaker has to notice. */
    Owed perhaps() {
        List<Duty> lenient = duties.stream()
                .map(duty -> new Duty(duty.service(), duty.breaker(), Verdict.LEGAL_IF_ANY))
                .toList();
        return new Owed(lenient, touched, excused, queues, unanswered, limit);
    }

    /** The same under something that comes and goes: a breaker may open again. */
    Owed again() {
        List<Duty> lenient = duties.stream()
                .map(duty -> duty.verdict() == Verdict.ONE_OUTAGE
                        ? new Duty(duty.service(), duty.breaker(), Verdict.ANY_LEGAL_PATH)
                        : duty)
                .toList();
        return new Owed(lenient, touched, excused, queues, unanswered, limit);
    }

    /** The same while these processes are killed meanwhile: their breakers begin anew, closed, and may never see enough to open. */
    Owed killing(Collection<String> processes) {
        List<Duty> lenient = duties.stream()
                .map(duty -> processes.contains(duty.service())
                        ? new Duty(duty.service(), duty.breaker(), Verdict.LEGAL_IF_ANY)
                        : duty)
                .toList();
        return new Owed(lenient, touched, excused, queues, unanswered, limit);
    }

    /** What is owed while both are broken: the duties of both, the excuses of both. */
    Owed and(Owed other) {
        List<Duty> all = new ArrayList<>(duties);
        other.duties.stream().filter(duty -> !all.contains(duty)).forEach(all::add);
        return new Owed(
                all,
                also(touched, other.touched.toArray(new Route[0])),
                also(excused, other.excused.toArray(new Route[0])),
                queues || other.queues,
                unanswered || other.unanswered,
                limit.compareTo(other.limit) < 0 ? other.limit : limit);
    }

    private static Set<Route> also(Set<Route> routes, Route... more) {
        EnumSet<Route> all = EnumSet.noneOf(Route.class);
        all.addAll(routes);
        all.addAll(List.of(more));
        return all;
    }
}
