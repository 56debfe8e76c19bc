package dev.breakwater.warehouse.web;

import dev.breakwater.warehouse.carrier.Shipment;
import dev.breakwater.warehouse.quoting.Packing;
import dev.breakwater.warehouse.quoting.Packing.Packed;
import dev.breakwater.warehouse.quoting.Parcel;
import dev.breakwater.warehouse.quoting.Quote;
import dev.breakwater.warehouse.quoting.QuoteShipping;
import dev.breakwater.warehouse.quoting.QuoteShipping.Wish;
import dev.breakwater.web.ProblemException;
import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What shipping costs, for customers. */
@RestController
@RequestMapping("/api/shipping/quotes")
class ShippingController {

    private final Packing packing;
    private final QuoteShipping quoteShipping;

    ShippingController(Packing packing, QuoteShipping quoteShipping) {
        this.packing = packing;
        this.quoteShipping = quoteShipping;
    }

    record Quotes(List<QuoteView> quotes) {}

    @PostMapping
    QuoteView quote(@Valid @RequestBody QuoteRequest request) {
        Quote quote = quoteShipping.quote(wish("", request));
        if (quote instanceof Quote.NotServed) {
            throw ProblemException.invalid(
                    "destination.postcode", request.destination().postcode(), null, QuoteView.NOT_SERVED);
        }
        return QuoteView.of(quote);
    }

    /** The quotes were priced on other threads, so what they stand on is told here. */
    @PostMapping("/bulk")
    ResponseEntity<Quotes> quotes(@Valid @RequestBody BulkQuoteRequest request) {
        List<Wish> wishes = new ArrayList<>();
        for (int i = 0; i < request.quotes().size(); i++) {
            wishes.add(wish("quotes[" + i + "].", request.quotes().get(i)));
        }
        List<Quote> quotes = quoteShipping.quotes(wishes);
        Set<String> degraded = new TreeSet<>();
        for (Quote quote : quotes) {
            if (quote instanceof Quote.Offered offered && offered.degraded() != null) {
                degraded.add(offered.degraded());
            }
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (!degraded.isEmpty()) {
            answer.header("X-Degraded", String.join(", ", degraded));
        }
        return answer.body(new Quotes(quotes.stream().map(QuoteView::of).toList()));
    }

    private Wish wish(String path, QuoteRequest request) {
        Parcel parcel = request.toParcel();
        return new Wish(parcel, shipment(path, parcel));
    }

    private Shipment shipment(String path, Parcel parcel) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < parcel.items().size(); i++) {
            String sku = parcel.items().get(i).sku();
            if (!seen.add(sku)) {
                throw ProblemException.invalid(path + "items[" + i + "].sku", sku, null, "is listed twice");
            }
        }
        Packed packed = packing.pack(parcel);
        if (packed instanceof Packed.Ready ready) {
            return ready.shipment();
        }
        if (packed instanceof Packed.UnknownProduct unknown) {
            throw ProblemException.invalid(
                    path + "items[" + unknown.index() + "].sku", unknown.sku(), null, "is not a product that we ship");
        }
        if (packed instanceof Packed.TooHeavy heavy) {
            throw ProblemException.invalid(
                    path + "items",
                    heavy.kilograms(),
                    "0.." + heavy.mostKilograms(),
                    "weigh more kilograms than one shipment may");
        }
        throw ProblemException.invalid(
                path + "destination.country", parcel.country(), null, "is not a country that we ship to");
    }
}
