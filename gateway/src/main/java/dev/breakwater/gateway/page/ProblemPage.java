package dev.breakwater.gateway.page;

import org.springframework.web.util.HtmlUtils;

/** Renders the little Markdown that the pages of problems are written in: headings, paragraphs, one fenced example. */
final class ProblemPage {

    private ProblemPage() {}

    static String html(String markdown) {
        StringBuilder html = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(text(markdown.lines().findFirst().orElse("").replace("# ", "")))
                .append("</title></head><body>\n");
        boolean example = false;
        for (String line : markdown.lines().toList()) {
            if (line.startsWith("```")) {
                html.append(example ? "</pre>\n" : "<pre>\n");
                example = !example;
            } else if (example) {
                html.append(text(line)).append('\n');
            } else if (line.startsWith("## ")) {
                html.append("<h2>").append(text(line.substring(3))).append("</h2>\n");
            } else if (line.startsWith("# ")) {
                html.append("<h1>").append(text(line.substring(2))).append("</h1>\n");
            } else if (!line.isBlank()) {
                html.append("<p>").append(code(text(line))).append("</p>\n");
            }
        }
        return html.append("</body></html>\n").toString();
    }

    private static String text(String line) {
        return HtmlUtils.htmlEscape(line, "UTF-8");
    }

    private static String code(String escaped) {
        return escaped.replaceAll("`([^`]+)`", "<code>$1</code>");
    }
}
