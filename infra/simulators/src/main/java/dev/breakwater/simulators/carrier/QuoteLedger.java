package dev.breakwater.simulators.carrier;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.ledger.RequestLog;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every price that was told, whether or not its asker ever heard it. Thread-safe. */
public final class QuoteLedger {

    private final ConcurrentLinkedQueue<AskedQuote> quotes = new ConcurrentLinkedQueue<>();
    private final BearerTokens tokens;
    private final RequestLog requests;

    public QuoteLedger(BearerTokens tokens, RequestLog requests) {
        this.tokens = tokens;
        this.requests = requests;
    }

    public void add(AskedQuote quote) {
        quotes.add(quote);
    }

    /** Oldest first. */
    public List<AskedQuote> quotes() {
        return List.copyOf(quotes);
    }

    /** Access tokens issued since the start. */
    public long tokensIssued() {
        return tokens.issued();
    }

    /** The page {@code /_sim/ledger}. */
    public ObjectNode json() {
        ObjectNode json = Json.object().put("tokensIssued", tokensIssued());
        ArrayNode list = json.putArray("quotes");
        for (AskedQuote quote : quotes) {
            list.addObject()
                    .put("country", quote.country())
                    .put("postcode", quote.postcode())
                    .put("packages", quote.packages())
                    .put("kilograms", quote.kilograms())
                    .put("cheapest", quote.cheapest())
                    .put("currency", "EUR")
                    .put("at", quote.at().toString());
        }
        json.set("requests", requests.json());
        return json;
    }
}
