package dev.breakwater.warehouse.margin;

import static java.util.stream.Collectors.joining;

import dev.breakwater.warehouse.carrier.CarrierAnswer.Priced;
import dev.breakwater.warehouse.carrier.Shipment;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the margins. Every statement may be run twice. */
@Component
class MarginRows {

    private final JdbcClient jdbc;

    MarginRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(StandardRateQuote quote) {
        jdbc.sql(
                        "insert into standard_rate_quotes (quote_id, quoted_at, country, postcode, package_grams, charged_minor)"
                                + " values (:id, :at, :country, :postcode, :grams, :charged) on conflict (quote_id) do nothing")
                .param("id", quote.id())
                .param("at", utc(quote.at()))
                .param("country", quote.shipment().country())
                .param("postcode", quote.shipment().postcode())
                .param(
                        "grams",
                        quote.shipment().packageGrams().stream()
                                .map(String::valueOf)
                                .collect(joining(",")))
                .param("charged", quote.chargedMinor())
                .update();
    }

    /** Oldest first. */
    List<StandardRateQuote> open(int most) {
        return jdbc.sql("select quote_id, quoted_at, country, postcode, package_grams, charged_minor"
                        + " from standard_rate_quotes where state = 'OPEN' order by quoted_at limit :most")
                .param("most", most)
                .query((row, n) -> new StandardRateQuote(
                        row.getObject("quote_id", UUID.class),
                        row.getObject("quoted_at", OffsetDateTime.class).toInstant(),
                        new Shipment(
                                row.getString("country"),
                                row.getString("postcode"),
                                Arrays.stream(row.getString("package_grams").split(",", -1))
                                        .map(Long::valueOf)
                                        .toList()),
                        row.getLong("charged_minor")))
                .list();
    }

    /** Returns false if another instance was faster. */
    boolean settle(UUID id, Priced cost, Instant at) {
        return jdbc.sql(
                                "update standard_rate_quotes set state = 'SETTLED', cost_minor = :cost, cost_carrier = :carrier,"
                                        + " settled_at = :at, postcode = null where quote_id = :id and state = 'OPEN'")
                        .param("cost", cost.amountMinor())
                        .param("carrier", cost.carrier())
                        .param("at", utc(at))
                        .param("id", id)
                        .update()
                == 1;
    }

    boolean notServed(UUID id, Instant at) {
        return jdbc.sql("update standard_rate_quotes set state = 'NOT_SERVED', settled_at = :at, postcode = null"
                                + " where quote_id = :id and state = 'OPEN'")
                        .param("at", utc(at))
                        .param("id", id)
                        .update()
                == 1;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
