package dev.breakwater.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.e2e.audit.Audit;
import dev.breakwater.e2e.audit.AuditResult;
import dev.breakwater.e2e.audit.Books;
import dev.breakwater.e2e.audit.Books.Told;
import dev.breakwater.e2e.audit.Books.Word;
import dev.breakwater.e2e.audit.KeptLedgers;
import dev.breakwater.e2e.audit.Ledgers;
import dev.breakwater.e2e.breakers.BreakerState;
import dev.breakwater.e2e.breakers.BreakerWatch;
import dev.breakwater.e2e.load.Arrivals;
import dev.breakwater.e2e.load.Customer;
import dev.breakwater.e2e.load.LoadDriver;
import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Product;
import dev.breakwater.e2e.load.Recorder;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.report.Console;
import dev.breakwater.e2e.report.Evidence;
import dev.breakwater.e2e.run.Invariant;
import dev.breakwater.e2e.run.Json;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.Shop;
import dev.breakwater.e2e.run.Timeline;
import dev.breakwater.e2e.run.Victim;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Orders arrive, Stripe breaks, Stripe heals; then everything is settled and the books are compared. */
public final class StripeOutage {

    public static final String NAME = "stripe-outage";

    private static final int CUSTOMERS = 8;
    private static final int MOST_IN_FLIGHT = 2_000;
    private static final List<String> VICTIMS = List.of("payment-service", "payment-fallback-service", "sqs");
    private static final Duration LATEST_START = Duration.ofSeconds(1);
    private static final Duration SETTLING = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Shop shop;
    private final Ledgers ledgers;
    private final Script script;
    private final Plan plan;
    private final Duration settling;
    private final Clock clock;
    private final Console console;

    /**
     * Prepares one run.
     *
     * @param clock the machine's; the services note their transitions by the same
     */
    public StripeOutage(Shop shop, Script script, Clock clock, Console console) {
        this(shop, new KeptLedgers(shop), script, Plan.atSpeed(script.speed()), SETTLING, clock, console);
    }

    StripeOutage(
            Shop shop, Ledgers ledgers, Script script, Plan plan, Duration settling, Clock clock, Console console) {
        this.shop = shop;
        this.ledgers = ledgers;
        this.script = script;
        this.plan = plan;
        this.settling = settling;
        this.clock = clock;
        this.console = console;
    }

    /** Runs it once, in the time of the plan and as long as settling takes. */
    public Evidence run() throws IOException, InterruptedException, SQLException {
        SplittableRandom random = new SplittableRandom(script.seed());
        String run = Long.toString(clock.millis(), Character.MAX_RADIX);
        List<Customer> customers = customers(run);
        Arrivals arrivals = new Arrivals(random.split(), run, products(customers.get(0)), CUSTOMERS);
        Books before = ledgers.read(List.of());
        FaultSwitch stripe = new FaultSwitch(shop.stripe(), script.fault());
        long injectedBefore = stripe.injected();
        BreakerWatch breakers = new BreakerWatch(shop.breakers());
        List<Chaos.Kill> kills = script.kill()
                ? Chaos.draw(random.split(), victims(), plan.part(Phase.OUTAGE).length())
                : List.of();
        kills.forEach(due -> console.line("  chaos, seed " + script.seed() + ": kill "
                + due.victim().name() + " " + due.after().toMillis() + " ms into the outage"));

        RunClock time = RunClock.start(clock);
        Timeline timeline = new Timeline(time, console::event);
        Recorder recorder = new Recorder();
        Chaos chaos = new Chaos(kills, timeline, breakers, clock);
        List<Invariant> more = new ArrayList<>();
        Books books;
        AuditResult audit;
        double drained;
        try (LoadDriver driver = new LoadDriver(shop.gateway(), customers, recorder, time, MOST_IN_FLIGHT);
                Watch watch = new Watch(shop, time, recorder, driver, breakers, console)) {
            watch.start();
            play(Phase.WARM_UP, arrivals, driver, timeline);
            play(Phase.HEALTHY, arrivals, driver, timeline);
            timeline.add(
                    Timeline.Kind.FAULT,
                    "Stripe breaks: " + script.fault().label() + ", it "
                            + script.fault().description());
            stripe.on(settings());
            try {
                chaos.begin();
                play(Phase.OUTAGE, arrivals, driver, timeline);
            } finally {
                stripe.off();
            }
            timeline.add(Timeline.Kind.FAULT, "Stripe is healed");
            play(Phase.RECOVERY, arrivals, driver, timeline);
            if (script.kill()) {
                more.add(chaos.await());
            }
            keepComingUntilClosed(arrivals, driver, breakers);
            timeline.add(Timeline.Kind.PHASE, Phase.DRAIN.label());
            driver.awaitAnswers();
            more.add(schedule(driver));
            drain(before.orders().keySet());
            drained = time.seconds();
            long deadline = System.nanoTime() + settling.toNanos();
            do {
                RunClock.pause(PAUSE);
                books = ledgers.read(told(recorder.samples())).since(before);
                audit = Audit.of(books);
            } while (!settled(audit) && System.nanoTime() - deadline < 0);
            breakers.poll();
        }
        more.add(everybodyIsAlive());
        Observed observed = new Observed(
                script,
                time,
                drained,
                stripe.injected() - injectedBefore,
                recorder.samples(),
                breakers.since(time.started()),
                timeline.events(),
                books,
                audit,
                more);
        return new Evidence(
                Judgement.of(NAME, observed),
                script.fault(),
                script.kill(),
                time,
                observed.samples(),
                observed.breakers(),
                observed.events());
    }

    private void play(Phase phase, Arrivals arrivals, LoadDriver driver, Timeline timeline)
            throws InterruptedException {
        timeline.add(Timeline.Kind.PHASE, phase.label());
        Plan.Part part = plan.part(phase);
        long end = System.nanoTime() + part.length().toNanos();
        driver.play(
                phase,
                phase == Phase.WARM_UP
                        ? arrivals.rising(part.orders(), part.length())
                        : arrivals.of(part.orders(), part.length()));
        RunClock.waitUntil(end);
    }

    /** A breaker closes on probes, and probes are calls: while it is not closed, customers keep coming. */
    private void keepComingUntilClosed(Arrivals arrivals, LoadDriver driver, BreakerWatch breakers)
            throws InterruptedException {
        Plan.Part part = plan.part(Phase.RECOVERY);
        int few = (int) Math.max(1, Math.ceil(part.perSecond()));
        long deadline = System.nanoTime() + patience().toNanos();
        while (breakers.state("payment-service", "stripe") != BreakerState.CLOSED && System.nanoTime() - deadline < 0) {
            driver.play(Phase.RECOVERY, arrivals.of(few, Duration.ofSeconds(1)));
        }
    }

    private void drain(Set<String> old) throws InterruptedException, SQLException {
        long deadline = System.nanoTime() + patience().toNanos();
        Set<String> open = ledgers.openOrders();
        open.removeAll(old);
        while (!open.isEmpty() && System.nanoTime() - deadline < 0) {
            RunClock.pause(PAUSE);
            open = ledgers.openOrders();
            open.removeAll(old);
        }
    }

    /** How long settling may take: fifteen minutes by the clock of the scenario, and never under two by the wall's. */
    private Duration patience() {
        Duration divided = Duration.ofMinutes(15).dividedBy(script.speed());
        Duration least = Duration.ofMinutes(2);
        return divided.compareTo(least) < 0 ? least : divided;
    }

    /** Released stock and mails follow a final order within moments; the books are read again until they have. */
    private static boolean settled(AuditResult audit) {
        return audit.invariants().stream().allMatch(Invariant::holds);
    }

    private Map<String, Long> settings() {
        return switch (script.fault()) {
            case SLOW -> Map.of("delayMs", 4_000L); // within the time limit of a call, far beyond what is quick
            case FLAPPING ->
                Map.of("periodMs", Math.max(1_000, 40_000L / script.speed())); // longer than the wait while open
            default -> Map.of();
        };
    }

    private List<Customer> customers(String run) throws IOException, InterruptedException {
        List<Customer> customers = new ArrayList<>();
        for (int i = 1; i <= CUSTOMERS; i++) {
            customers.add(Customer.register(shop.gateway(), "shopper-" + run + "-" + i));
        }
        return customers;
    }

    private List<Product> products(Customer customer) throws IOException, InterruptedException {
        List<Product> products = new ArrayList<>();
        JsonNode page =
                Json.get(shop.gateway().resolve("/api/products"), "Authorization", "Bearer " + customer.token());
        for (JsonNode product : page.path("products")) {
            products.add(new Product(
                    product.path("sku").asText(),
                    product.path("priceMinor").asLong(),
                    product.path("currency").asText()));
        }
        return products;
    }

    private List<Victim> victims() {
        return VICTIMS.stream().map(this::process).toList();
    }

    private Victim process(String name) {
        Victim victim = shop.processes().get(name);
        if (victim == null) {
            throw new IllegalStateException(
                    "there is no process " + name + " among " + shop.processes().keySet());
        }
        return victim;
    }

    private Invariant everybodyIsAlive() {
        List<String> dead = shop.processes().values().stream()
                .filter(process -> !process.isAlive())
                .map(process -> process.name() + " is dead")
                .toList();
        return Invariant.unless(dead, "everyProcessIsAlive", shop.processes().size() + " processes at the end");
    }

    private static Invariant schedule(LoadDriver driver) {
        boolean kept = driver.turnedAway() == 0 && driver.latestStart().compareTo(LATEST_START) < 0;
        return new Invariant(
                "driverKeepsItsSchedule",
                kept,
                "latest start " + driver.latestStart().toMillis() + " ms after it was due (under "
                        + LATEST_START.toMillis() + "), at most " + driver.peakInFlight() + " in flight, "
                        + driver.turnedAway() + " not sent for want of room");
    }

    private static List<Told> told(List<Sample> samples) {
        return samples.stream()
                .filter(Sample::order)
                .flatMap(sample -> Stream.ofNullable(told(sample)))
                .toList();
    }

    private static @Nullable Told told(Sample sample) {
        String id = sample.orderId();
        if (id == null || sample.outcome() == Outcome.FAILED) {
            return null;
        }
        Word word =
                switch (sample.status()) {
                    case 201 -> Word.CONFIRMED;
                    case 202 -> Word.PENDING;
                    default -> Word.REFUSED;
                };
        return new Told(id, word, sample.totalMinor(), sample.currency());
    }
}
