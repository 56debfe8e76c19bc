package dev.breakwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.local.LocalMonitoring;
import dev.breakwater.e2e.local.LocalShop;
import dev.breakwater.e2e.report.Console;
import dev.breakwater.e2e.report.Evidence;
import dev.breakwater.e2e.report.HtmlReport;
import dev.breakwater.e2e.report.Published;
import dev.breakwater.e2e.run.Guards;
import dev.breakwater.e2e.run.Invariant;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.Shop;
import dev.breakwater.e2e.scenario.Crowd;
import dev.breakwater.e2e.scenario.Outage;
import dev.breakwater.e2e.scenario.Script;
import dev.breakwater.e2e.scenario.Trial;
import dev.breakwater.e2e.scenario.Trials;
import dev.breakwater.e2e.scenario.WarmUp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The whole system from its jars, started once for all integration tests; scenario upon scenario on it, each audited by itself. */
final class SharedShop implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedShop.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(Running.class);
    }

    @Override
    public Running resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, type -> Running.start(), Running.class);
    }

    /** The system while it is up. */
    static final class Running implements ExtensionContext.Store.CloseableResource {

        static final int SPEED = 10;

        /** Of the outages; another one is given by {@code -Dbreakwater.seed=N}. */
        static final long SEED = Long.getLong("breakwater.seed", 50);

        static final Path EVIDENCE = Path.of("target/evidence");
        static final Console CONSOLE = new Console(System.out, false);

        private final RunClock clock;
        private final LocalShop system;
        private final Crowd crowd;
        private final SpanReceiver spans;
        private double bears;

        private Running(RunClock clock, LocalShop system, Crowd crowd, SpanReceiver spans) {
            this.clock = clock;
            this.system = system;
            this.crowd = crowd;
            this.spans = spans;
        }

        private static Running start() {
            RunClock clock = RunClock.start(Clock.systemUTC());
            try {
                SpanReceiver spans = SpanReceiver.start();
                LocalShop system =
                        LocalShop.start("e2e", SPEED, Guards.ALL, spans.environmentOfWhoSends(), CONSOLE::line);
                return new Running(clock, system, Crowd.gather(system.shop(), Clock.systemUTC()), spans);
            } catch (Exception e) {
                throw new IllegalStateException("the system does not start: " + e.getMessage(), e);
            }
        }

        /** Time since its start began. */
        RunClock clock() {
            return clock;
        }

        Shop shop() {
            return system.shop();
        }

        /** Prometheus and Alertmanager beside it. */
        LocalMonitoring monitor(URI webhook) throws IOException {
            return system.monitor(webhook);
        }

        /** The simulator of whom alerts reach. */
        URI alertReceiver(String name) {
            return URI.create(String.valueOf(system.endpoints().get(name + "-simulator")));
        }

        SpanReceiver spans() {
            return spans;
        }

        /** Where each service writes what it logs. */
        Path logs() {
            return system.logs();
        }

        void assertHolds(Script script, String name) throws Exception {
            assertThat(play(script, name)).hasSizeGreaterThan(12).allMatch(Invariant::holds);
        }

        /** Plays it once and keeps its evidence below that name. */
        List<Invariant> play(Script script, String name) throws Exception {
            warmUp();
            Evidence evidence = new Outage(shop(), crowd, script.warm(bears), Clock.systemUTC(), CONSOLE).run();
            Path folder = EVIDENCE.resolve(name.toLowerCase(Locale.ROOT));
            Published.text(folder.resolve("report.html"), HtmlReport.of(evidence));
            Published.json(folder.resolve("summary.json"), evidence.summary());
            CONSOLE.verdict(evidence.summary());
            return evidence.summary().invariants();
        }

        void assertHolds(long trialSeed) throws Exception {
            warmUp();
            Trial trial = new Trials(shop(), crowd, SPEED, Clock.systemUTC(), CONSOLE).run(trialSeed, bears);
            assertThat(trial.everythingHolds()).as(trial.toString()).isTrue();
        }

        private void warmUp() throws InterruptedException {
            if (bears == 0) {
                bears = WarmUp.play(shop(), crowd, Clock.systemUTC());
                CONSOLE.line("this machine bears " + Math.round(bears) + " orders a second with something to spare");
            }
        }

        @Override
        public void close() {
            system.close();
            spans.close();
        }
    }
}
