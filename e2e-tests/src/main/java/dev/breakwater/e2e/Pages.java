package dev.breakwater.e2e;

import dev.breakwater.e2e.report.Console;
import dev.breakwater.e2e.report.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The two files that are left of a run: the report for people and the figures for programs. */
record Pages(Path report, Path summary) {

    /** A run that breaks off must not leave an older one's verdict as its own. */
    static Pages emptied(Path folder) throws IOException {
        Pages pages = new Pages(folder.resolve("report.html"), folder.resolve("summary.json"));
        Files.deleteIfExists(pages.report);
        Files.deleteIfExists(pages.summary);
        return pages;
    }

    void publish(String html, Object figures) throws IOException {
        Published.text(report, html);
        Published.json(summary, figures);
    }

    void tell(Console console) {
        console.line("  report    " + report);
        console.line("  summary   " + summary);
    }
}
