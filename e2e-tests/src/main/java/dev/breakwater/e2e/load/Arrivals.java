package dev.breakwater.e2e.load;

import dev.breakwater.e2e.load.Arrival.AskForShipping;
import dev.breakwater.e2e.load.Arrival.Line;
import dev.breakwater.e2e.load.Arrival.PlaceOrder;
import dev.breakwater.e2e.load.Arrival.Read;
import dev.breakwater.e2e.load.Arrival.Register;
import dev.breakwater.e2e.load.Arrival.SignIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Draws who asks for what and when. The moments are a Poisson process of which the count is known: that many independent
 * uniform draws, sorted. So gaps are as irregular as in life while the number of orders depends on nothing. The same
 * generator state gives the same arrivals. Not thread-safe.
 */
public final class Arrivals {

    /** One order in 25 is paid by a card that its issuer refuses. */
    private static final int ORDERS_PER_DECLINING_CARD = 25;

    private static final int MOST_OF_ONE_PRODUCT = 3;
    private static final int MOST_PRODUCTS = 3;
    /** Half of them debit cards. */
    private static final List<String> GOOD_CARDS =
            List.of("pm_card_visa", "pm_card_mastercard", "pm_card_visa_debit", "pm_card_mastercard_debit");

    private static final List<String> DECLINING_CARDS =
            List.of("pm_card_chargeDeclined", "pm_card_chargeDeclinedInsufficientFunds");

    private final RandomGenerator random;
    private final String run;
    private final List<Product> products;
    private final int customers;
    private final Mix mix;
    private int orders;
    private int registrations;

    /**
     * Makes a source of arrivals.
     *
     * @param run makes the idempotency keys of this run differ from those of any other; at most 24 of [A-Za-z0-9-]
     * @param customers how many there are, at least 1
     * @param mix what they do beside ordering
     */
    public Arrivals(RandomGenerator random, String run, List<Product> products, int customers, Mix mix) {
        if (products.isEmpty() || customers < 1) {
            throw new IllegalArgumentException("nothing to sell or nobody to sell to");
        }
        this.random = random;
        this.run = run;
        this.products = List.copyOf(products);
        this.customers = customers;
        this.mix = mix;
    }

    /**
     * Draws one phase of steady traffic.
     *
     * @return exactly so many orders and what the mix adds, in the order of their moments
     */
    public List<Arrival> of(int count, Duration length) {
        LongSupplier moment = () -> random.nextLong(length.toNanos());
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arrivals.add(new Arrival(moment.getAsLong(), random.nextInt(customers), order()));
        }
        Read[] pages = Read.values();
        for (int i = 0; i < Math.round(count * mix.reads()); i++) {
            Read page = pages[random.nextInt(pages.length)];
            arrivals.add(new Arrival(moment.getAsLong(), random.nextInt(customers), page));
        }
        for (int i = 0; i < Math.round(count * mix.quotes()); i++) {
            AskForShipping question = new AskForShipping(order().lines());
            arrivals.add(new Arrival(moment.getAsLong(), random.nextInt(customers), question));
        }
        for (int i = 0; i < Math.round(count * mix.registrations()); i++) {
            Register newcomer = new Register("newcomer-" + run + "-" + ++registrations);
            arrivals.add(new Arrival(moment.getAsLong(), random.nextInt(customers), newcomer));
        }
        for (int i = 0; i < Math.round(count * mix.signIns()); i++) {
            arrivals.add(new Arrival(moment.getAsLong(), random.nextInt(customers), new SignIn()));
        }
        arrivals.sort(Comparator.comparingLong(Arrival::atNanos));
        return arrivals;
    }

    private PlaceOrder order() {
        List<Product> shelf = new ArrayList<>(products);
        Collections.shuffle(shelf, new java.util.Random(random.nextLong()));
        int kinds = 1 + random.nextInt(Math.min(MOST_PRODUCTS, shelf.size()));
        List<Line> lines = new ArrayList<>();
        long total = 0;
        for (Product product : shelf.subList(0, kinds)) {
            int quantity = 1 + random.nextInt(MOST_OF_ONE_PRODUCT);
            lines.add(new Line(product.sku(), quantity));
            total += quantity * product.priceMinor();
        }
        boolean declines = random.nextInt(ORDERS_PER_DECLINING_CARD) == 0;
        List<String> cards = declines ? DECLINING_CARDS : GOOD_CARDS;
        String card = cards.get(random.nextInt(cards.size()));
        String key = "run-" + run + "-" + ++orders;
        return new PlaceOrder(
                key, List.copyOf(lines), card, declines, total, shelf.get(0).currency());
    }
}
