package dev.breakwater.warehouse.quoting;

import dev.breakwater.resilience.Deadline;
import dev.breakwater.warehouse.carrier.CarrierAnswer.Priced;
import dev.breakwater.warehouse.carrier.GuardedCarriers;
import dev.breakwater.warehouse.carrier.Rate;
import dev.breakwater.warehouse.carrier.Shipment;
import dev.breakwater.warehouse.margin.MarginBook;
import dev.breakwater.warehouse.margin.StandardRateQuote;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Prices shipments, signs the prices, and takes down which were standard rates. Thread-safe. */
@Component
public class QuoteShipping {

    /** A parcel, and how it is packed. */
    public record Wish(Parcel parcel, Shipment shipment) {}

    private static final String STANDARD = "standard";

    private final GuardedCarriers carriers;
    private final ManyRates manyRates;
    private final QuoteSigner signer;
    private final MarginBook margins;
    private final QuoteProperties properties;
    private final Clock clock;

    QuoteShipping(
            GuardedCarriers carriers,
            ManyRates manyRates,
            QuoteSigner signer,
            MarginBook margins,
            QuoteProperties properties,
            Clock clock) {
        this.carriers = carriers;
        this.manyRates = manyRates;
        this.signer = signer;
        this.margins = margins;
        this.properties = properties;
        this.clock = clock;
    }

    /** Answers within the caller's deadline, whatever the carriers do. */
    public Quote quote(Wish wish) {
        Rate rate = Deadline.within(
                properties.answerWithin(),
                () -> carriers.rate(wish.shipment(), wish.parcel().preference()));
        return quote(wish, rate);
    }

    /** In the order of the wishes; each degraded on its own, all within one deadline. */
    public List<Quote> quotes(List<Wish> wishes) {
        List<Rate> rates = Deadline.within(properties.answerWithin(), () -> manyRates.rates(wishes));
        List<Quote> quotes = new ArrayList<>();
        for (int i = 0; i < wishes.size(); i++) {
            quotes.add(quote(wishes.get(i), rates.get(i)));
        }
        return quotes;
    }

    private Quote quote(Wish wish, Rate rate) {
        if (!(rate.answer() instanceof Priced price)) {
            return new Quote.NotServed();
        }
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        Instant expiresAt = now.plus(properties.validFor()).truncatedTo(ChronoUnit.SECONDS);
        boolean standardRate = price.carrier().equals(STANDARD);
        if (standardRate) {
            margins.record(new StandardRateQuote(id, now, wish.shipment(), price.amountMinor()));
        }
        String jws = signer.sign(id, wish.parcel().items(), price, standardRate, expiresAt);
        return new Quote.Offered(
                jws, price.carrier(), price.service(), price.amountMinor(), expiresAt, rate.degraded());
    }
}
