package dev.breakwater.e2e.faults;

import dev.breakwater.e2e.faults.Fault.Leak;
import dev.breakwater.e2e.faults.Fault.Turn;
import dev.breakwater.e2e.load.Route;
import java.time.Duration;
import java.util.List;

/** The outages that the project is about: the specification's three, and what they leave out. Each is told in docs/outages.md. */
final class Incidents {

    /** Until the first late call is over, every one is made; so it lasts some times as long as that. */
    private static final Duration UNNOTICED = Duration.ofSeconds(16);

    static final List<Scenario> ALL = List.of(
            stripeOutage(),
            dbPoolExhaustion(),
            shippingCascade(),
            fallbackFailsToo(),
            one("brownout", "Stripe answers every call, but so late that it is as good as away", "slow")
                    .lasting(UNNOTICED),
            one("flapping", "Stripe is away and back, again and again", "flapping")
                    .lasting(Duration.ofSeconds(16)),
            one("reply-lost", "Stripe charges, and its answers never arrive: nobody knows what was paid", "reply-lost")
                    .lasting(UNNOTICED),
            partial(),
            coldStart(),
            herd(),
            metastable());

    private Incidents() {}

    /** As on the day of the specification: 5 % of the calls fail, then 30 %, then more than half, then all. */
    private static Scenario stripeOutage() {
        Fault worse = Catalogue.fault("error-503")
                .by(new Turn(0, 0.05), new Turn(0.1, 0.3), new Turn(0.2, 0.6), new Turn(0.28, 1));
        return Scenario.at(
                        Scenario.STRIPE_OUTAGE,
                        "Stripe fails one call in twenty, then every third, then more than half, then all",
                        Timed.throughout(worse))
                .lasting(Duration.ofSeconds(8))
                .promising(Promise.LEFT_ALONE);
    }

    private static Scenario dbPoolExhaustion() {
        Fault leak = new Fault(
                "user-db/pool-exhausted",
                "user-db",
                "the user database",
                new Leak("users"),
                Owed.nothing()
                        .opens("user-service", "user-db")
                        .touching(Route.PROFILE)
                        .excusing(Route.REGISTRATION, Route.SIGN_IN));
        return Scenario.at(
                        "db-pool-exhaustion",
                        "everybody signs in at once, and a transaction that nobody ends takes the user database's connections, until none is left",
                        Timed.from(0.25, leak))
                .rushing(2, 1)
                .lasting(Duration.ofSeconds(9))
                .promising(Promise.COPIES_SERVE);
    }

    private static Scenario shippingCascade() {
        return Scenario.at(
                        "shipping-cascade",
                        "FedEx fails, and then UPS as well; FedEx is back first",
                        Timed.until(0.8, Catalogue.fault("fedex/error-503")),
                        Timed.from(0.3, Catalogue.fault("ups/error-503")))
                .lasting(Duration.ofSeconds(10))
                .promising(Promise.LEFT_ALONE);
    }

    private static Scenario fallbackFailsToo() {
        return Scenario.oneByOne("fallback-fails-too", Pairs.ALL).promising(Promise.LEFT_ALONE);
    }

    private static Scenario one(String name, String story, String fault) {
        return Scenario.at(name, story, Timed.throughout(Catalogue.fault(fault)))
                .promising(Promise.LEFT_ALONE);
    }

    private static Scenario partial() {
        return Scenario.at(
                        "partial",
                        "one warehouse of three is away, and Stripe fails the cards of one network of two",
                        Timed.throughout(Catalogue.fault("warehouse-north/error-503")),
                        Timed.throughout(Catalogue.fault("error-503").onlyFor("visa")))
                .promising(Promise.LEFT_ALONE);
    }

    /** What a service learnt about Stripe dies with it, and what the caches knew with them. */
    private static Scenario coldStart() {
        return Scenario.at(
                        "cold-start-into-outage",
                        "while Stripe is away, payment-service, order-service and the caches are killed and start again with nothing in their memories",
                        Timed.throughout(Catalogue.fault("error-503")),
                        new Timed(Catalogue.fault("redis/crash"), 0.2, 0.3),
                        new Timed(Catalogue.fault("memcached/crash"), 0.2, 0.3),
                        new Timed(Catalogue.fault("order-service/crash"), 0.3, 0.35),
                        new Timed(Catalogue.fault("payment-service/crash"), 0.3, 0.35))
                .killing(List.of("order-service", "payment-service"))
                .lasting(Duration.ofSeconds(25))
                .promising(Promise.LEFT_ALONE);
    }

    private static Scenario herd() {
        return Scenario.at(
                        "herd",
                        "Stripe is back, and five times as many customers come at once",
                        Timed.throughout(Catalogue.fault("error-503")))
                .rushing(1, 5)
                .promising(Promise.CALM_RECOVERY);
    }

    /** Calls that nobody waits for any more keep Stripe busy, so that those who wait give up as well: it ends when somebody stops asking. */
    private static Scenario metastable() {
        Fault dip = Catalogue.fault("overload")
                .by(Turn.bearing(0, 1.35), Turn.bearing(0.08, 0.05), Turn.bearing(0.5, 1.35));
        return Scenario.at(
                        "metastable",
                        "for a while Stripe works off next to nothing; then as much as before, behind a queue of calls that nobody waits for any more",
                        Timed.throughout(dip))
                .lasting(Duration.ofSeconds(36))
                .promising(Promise.RECOVERS_BY_ITSELF);
    }
}
