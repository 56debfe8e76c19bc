package dev.breakwater.e2e.report;

import java.util.Locale;

/** Text for HTML and SVG. */
public final class Markup {

    private Markup() {}

    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A coordinate: one digit after the point is a tenth of a pixel. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** Milliseconds as people say them. */
    public static String milliseconds(double value) {
        return value >= 1000 ? String.format(Locale.ROOT, "%.1f s", value / 1000) : Math.round(value) + " ms";
    }
}
