package dev.breakwater.e2e.report;

import static dev.breakwater.e2e.report.Markup.escaped;

import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.report.Figure.Unit;
import dev.breakwater.e2e.report.Specification.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The figures of the incident, and beside them the specification's own where it tells of the same. */
final class IncidentTable {

    private final Summary summary;
    private final Optional<Specification> specification;
    private final String currency;
    private final double perSecond;
    private final StringBuilder page = new StringBuilder();

    private IncidentTable(Evidence evidence) {
        this.summary = evidence.summary();
        this.specification = Specification.of(summary.scenario());
        this.currency = evidence.samples().stream()
                .map(Sample::currency)
                .filter(code -> !code.isEmpty())
                .findFirst()
                .orElse("");
        this.perSecond = evidence.perSecond();
    }

    static String of(Evidence evidence) {
        return new IncidentTable(evidence).written();
    }

    private String written() {
        page.append("<h2>The incident in numbers</h2>\n");
        specification.ifPresent(told -> page.append("<p class=\"dim\">Beside the specification's <q>"
                + escaped(told.title()) + "</q>, in its own words. Ratio: this run's figure divided by its.</p>\n"));
        page.append("<div class=\"scroll\"><table class=\"figures incident\"><tr class=\"head\"><th>figure</th>"
                + (specification.isPresent() ? "<th>the specification's</th>" : "")
                + "<th class=\"n\">this run</th>"
                + (specification.isPresent() ? "<th class=\"n\">ratio</th>" : "") + "</tr>\n");
        for (Figure figure : Figure.values()) {
            summary.figure(figure).ifPresent(value -> row(figure, value));
        }
        page.append("</table></div>\n");
        if (specification.isPresent()) {
            page.append("<ul class=\"notes\">");
            conditions().forEach(note -> page.append("<li>" + escaped(note) + "</li>"));
            page.append("</ul>\n");
        }
        return page.toString();
    }

    private void row(Figure figure, double value) {
        page.append("<tr><td>" + escaped(figure.meaning()) + "</td>");
        Optional<Quote> quote = specification.flatMap(told -> told.quote(figure));
        if (specification.isPresent()) {
            page.append("<td>"
                    + quote.map(said -> "<q>" + escaped(said.text()) + "</q>").orElse("") + "</td>");
        }
        page.append("<td class=\"n\">" + escaped(figure.shown(value, currency)) + "</td>");
        if (specification.isPresent()) {
            page.append("<td class=\"n\">"
                    + quote.map(said -> ratio(figure, value, said.value())).orElse("") + "</td>");
        }
        page.append("</tr>\n");
    }

    private String ratio(Figure figure, double ours, double theirs) {
        if (Double.isNaN(theirs)) {
            return "";
        }
        if (theirs == 0) {
            return ours == 0 ? "the same" : "";
        }
        boolean compressed = figure.unit() == Unit.SECONDS && summary.speed() > 1;
        return (compressed ? summary.speed() + " × " : "")
                + shown(ours / theirs)
                + (compressed ? " = " + shown(summary.speed() * ours / theirs) : "");
    }

    private static String shown(double ratio) {
        if (ratio > 0 && ratio < 0.01) {
            return String.format(Locale.ROOT, "1 : %,.0f", 1 / ratio);
        }
        return String.format(Locale.ROOT, ratio < 1 ? "%.3f" : ratio < 10 ? "%.2f" : "%,.0f", ratio);
    }

    /** How the compared conditions differ: without it a ratio says nothing. */
    private List<String> conditions() {
        List<String> notes = new ArrayList<>();
        notes.add(String.format(
                Locale.ROOT,
                "Counts and money tell how big a run is, not how good: at most %.1f orders a second for %.0f s, all of it on one machine.",
                perSecond,
                summary.durationSeconds()));
        if (compares(Unit.SECONDS)) {
            notes.add((summary.speed() == 1
                            ? "Times are real ones."
                            : "Speed " + summary.speed()
                                    + " divides waits and windows, so a time is multiplied by it before it is compared.")
                    + " How long the fault lasts is the choice of whoever plays it.");
        }
        if (compares(Unit.MONEY)) {
            notes.add("The specification's are US dollars of real trade; here they are " + currency
                    + " of a shop whose prices and baskets are made up.");
        }
        if (compares(Unit.MILLISECONDS)) {
            notes.add(
                    "Latency here is the customer's: through the gateway, from the moment the request was due, with every process on one machine."
                            + " The specification does not say where it measured." + cacheToHealthy());
        }
        return notes;
    }

    private boolean compares(Unit unit) {
        return specification.stream()
                .flatMap(told -> told.quotes().stream())
                .anyMatch(quote -> quote.figure().unit() == unit
                        && !Double.isNaN(quote.value())
                        && summary.figure(quote.figure()).isPresent());
    }

    /** What no machine changes. */
    private String cacheToHealthy() {
        OptionalDouble cache = summary.figure(Figure.CACHE_P99);
        OptionalDouble healthy = summary.figure(Figure.HEALTHY_P99);
        Optional<Quote> theirs = specification.flatMap(told -> told.quote(Figure.CACHE_P99));
        Optional<Quote> theirHealthy = specification.flatMap(told -> told.quote(Figure.HEALTHY_P99));
        return cache.isEmpty() || healthy.isEmpty() || theirs.isEmpty() || theirHealthy.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        " The cache's p99 divided by the healthy one: %.2f here, %.2f there.",
                        cache.getAsDouble() / healthy.getAsDouble(),
                        theirs.get().value() / theirHealthy.get().value());
    }
}
