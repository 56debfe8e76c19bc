package dev.breakwater.e2e;

import dev.breakwater.e2e.comparison.ComparedRun;
import dev.breakwater.e2e.comparison.ComparedScript;
import dev.breakwater.e2e.comparison.Comparison;
import dev.breakwater.e2e.comparison.ComparisonReport;
import dev.breakwater.e2e.comparison.ProviderCalls;
import dev.breakwater.e2e.report.Console;
import dev.breakwater.e2e.report.Evidence;
import dev.breakwater.e2e.report.HtmlReport;
import dev.breakwater.e2e.run.Guards;
import dev.breakwater.e2e.run.RunningShop;
import dev.breakwater.e2e.run.Shop;
import dev.breakwater.e2e.scenario.Crowd;
import dev.breakwater.e2e.scenario.Outage;
import dev.breakwater.e2e.scenario.Script;
import dev.breakwater.e2e.scenario.WarmUp;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays one scenario with each choice of guards, every time on a system of its own start: which guards run is decided when the services start.
 * Used once.
 */
final class CompareGuards {

    /** Of what the first run finds the machine to bear, so that the others can be as busy though they find a little less. */
    private static final double SHARE = 0.8;

    private final Console console;
    private final Path target;
    private final Launcher launcher;
    private final Clock clock = Clock.systemUTC();
    private double bears = Double.MAX_VALUE;

    CompareGuards(Console console, Path target, Launcher launcher) {
        this.console = console;
        this.target = target;
        this.launcher = launcher;
    }

    /** Returns the exit status. */
    int run(DemoOptions options) throws IOException, InterruptedException, SQLException {
        try (RunFolder folder = RunFolder.claim(target)) {
            Path all = folder.path().resolve("compare-guards");
            Pages together = Pages.emptied(all);
            List<ComparedRun> runs = new ArrayList<>();
            for (Guards guards : Guards.values()) {
                console.line("\n  guards " + guards.label() + " — " + guards.description());
                runs.add(play(options, guards, Pages.emptied(all.resolve(guards.label()))));
            }
            Comparison comparison = Comparison.of(options.scenario(), runs);
            together.publish(ComparisonReport.of(comparison, options.scenario(), runs), comparison);
            console.line("");
            comparison.lines().forEach(console::line);
            together.tell(console);
            return comparison.isGood() ? DemoCommand.GOOD : DemoCommand.VIOLATED;
        }
    }

    private ComparedRun play(DemoOptions options, Guards guards, Pages pages)
            throws IOException, InterruptedException, SQLException {
        try (RunningShop running = launcher.start(DemoOptions.Target.LOCAL, options.speed(), guards, console::line)) {
            Shop shop = running.shop();
            Crowd crowd = Crowd.gather(shop, clock);
            double found = WarmUp.play(shop, crowd, clock);
            bears = bears == Double.MAX_VALUE ? SHARE * found : Math.min(bears, found);
            Script script = ComparedScript.of(DemoCommand.script(options).warm(bears));
            try (ProviderCalls calls = ProviderCalls.watch(shop, options.scenario())) {
                Evidence evidence = new Outage(shop, crowd, script, clock, console).run();
                pages.publish(HtmlReport.of(evidence), evidence.summary());
                console.verdict(evidence.summary());
                return ComparedRun.of(guards, evidence, calls.counts(evidence.clock()));
            }
        }
    }
}
