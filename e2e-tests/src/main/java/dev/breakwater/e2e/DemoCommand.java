package dev.breakwater.e2e;

import dev.breakwater.e2e.compose.ComposeShop;
import dev.breakwater.e2e.faults.Catalogue;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.local.LocalShop;
import dev.breakwater.e2e.report.Console;
import dev.breakwater.e2e.report.Evidence;
import dev.breakwater.e2e.report.HtmlReport;
import dev.breakwater.e2e.report.Published;
import dev.breakwater.e2e.report.ReportIndex;
import dev.breakwater.e2e.report.Summary;
import dev.breakwater.e2e.run.Guards;
import dev.breakwater.e2e.run.RunningShop;
import dev.breakwater.e2e.run.Shop;
import dev.breakwater.e2e.scenario.Crowd;
import dev.breakwater.e2e.scenario.Outage;
import dev.breakwater.e2e.scenario.Script;
import dev.breakwater.e2e.scenario.Trial;
import dev.breakwater.e2e.scenario.Trials;
import dev.breakwater.e2e.scenario.WarmUp;
import dev.breakwater.localstack.Repository;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What {@code ./demo} runs. */
public final class DemoCommand {

    static final int GOOD = 0;
    static final int VIOLATED = 1;
    static final int UNUSABLE = 2;
    static final int BROKEN = 3;

    private static final String USAGE = """
            ./demo                       orders arrive, something breaks, it heals, the verdict; stays up until Ctrl-C
            ./demo --no-traffic          just up, until Ctrl-C
            ./demo --list                the scenarios and faults there are

              --target WHERE             local (default), compose: the containers of docker compose, which must be up, or compose-cut:
                                         the same, and what hangs is cut off from the network instead of paused
              --scenario NAME            what to play, default stripe-outage; --list names them
              --report-all               every outage of docs/outages.md, one after the other, and a page that leads to their reports
              --exit                     end with the scenario; exit status 0 only if every invariant holds
              --speed N                  divide waits and windows by N, 1 to 60, default 10; counts and time limits stay
              --real-time                the same as --speed 1
              --seed N                   of arrivals, baskets and chaos, a whole number from 0, default 1
              --fault NAME               what breaks and how, default error-503, which is Stripe's; --list names them
              --trial SEED               200 random orders under a random schedule of faults; every book must agree
              --trials N                 so many of them, 1 to 1000, with fresh seeds
              --chaos kill               SIGKILL payment-service, payment-fallback-service and the SQS server as well
              --guards WHICH             none, retries, breaker or all (default): what the services are guarded by
              --compare-guards           plays the scenario with none, retries, breaker and all, and draws the four together

            Exit status: 0 every invariant holds, 1 one does not, 2 a flag or value is not allowed, 3 it could not be run. With
            --compare-guards 0 means that all hold with all guards, and that nobody is charged twice without them.
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final Path target;
    private final Launcher launcher;
    private final boolean terminal;

    DemoCommand(PrintStream out, PrintStream err, Path target, Launcher launcher, boolean terminal) {
        this.out = out;
        this.err = err;
        this.target = target;
        this.launcher = launcher;
        this.terminal = terminal;
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        boolean terminal = System.getenv("NO_COLOR") == null && isTerminal();
        Path target = Repository.root().resolve("target");
        Launcher launcher = (where, speed, guards, progress) -> switch (where) {
            case LOCAL -> LocalShop.start("demo", speed, guards, Map.of(), progress);
            case COMPOSE -> ComposeShop.find(Repository.root(), speed, false);
            case COMPOSE_CUT -> ComposeShop.find(Repository.root(), speed, true);
        };
        stopTrafficFirst(Thread.currentThread());
        System.exit(new DemoCommand(out, err, target, launcher, terminal).run(List.of(arguments)));
    }

    /** While the system is stopped, which takes seconds, nobody shall ask it for anything and count the failures. */
    private static void stopTrafficFirst(Thread driving) {
        Runtime.getRuntime().addShutdownHook(new Thread(driving::interrupt, "stop-traffic"));
    }

    /** From Java 22 on there is a console whether or not somebody looks at it, so the kernel is asked; elsewhere it is plain. */
    private static boolean isTerminal() {
        try {
            String output = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return output.startsWith("/dev/pts/") || output.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return false;
        }
    }

    /** Runs it and returns the exit status. */
    int run(List<String> arguments) {
        DemoOptions options;
        try {
            options = DemoOptions.parse(arguments);
        } catch (DemoOptions.Unusable e) {
            err.println("demo: " + e.getMessage());
            return UNUSABLE;
        }
        return switch (options.mode()) {
            case HELP -> say(USAGE);
            case LIST -> say(catalogue());
            case NO_TRAFFIC, SCENARIO, REPORT_ALL, TRIALS -> ended(() -> up(options));
            case COMPARE_GUARDS ->
                ended(() -> new CompareGuards(new Console(out, terminal), target, launcher).run(options));
        };
    }

    private int say(String text) {
        out.print(text);
        return GOOD;
    }

    private static String catalogue() {
        StringBuilder list = new StringBuilder();
        Scenario.all().forEach(scenario -> list.append(line("--scenario " + scenario.name(), scenario.story())));
        list.append(line(
                "--scenario " + Scenario.ISOLATION,
                "under many requests something hangs, see --fault, and nothing else slows down"));
        list.append("\n");
        Catalogue.faults().forEach(fault -> list.append(line("--fault " + fault.name(), fault.description())));
        return list.toString();
    }

    private static String line(String flag, String meaning) {
        return String.format("%-44s %s%n", flag, meaning);
    }

    private int up(DemoOptions options) throws IOException, InterruptedException, SQLException {
        Console console = new Console(out, terminal);
        long start = System.nanoTime();
        try (RunFolder folder = RunFolder.claim(target);
                RunningShop running =
                        launcher.start(options.target(), options.speed(), options.guards(), console::line)) {
            if (folder.isAnother()) {
                console.line("another run of this clone is up: this one writes to " + folder.path());
            }
            Published.json(folder.endpoints(), running.endpoints());
            console.line("up after "
                    + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s, speed " + options.speed()
                    + ", guards " + options.guards().label());
            int status =
                    switch (options.mode()) {
                        case SCENARIO -> {
                            Shop shop = running.shop();
                            Crowd crowd = Crowd.gather(shop, Clock.systemUTC());
                            Evidence evidence =
                                    play(script(options), folder.path().resolve(name(options)), shop, crowd, console);
                            yield evidence.summary().everythingHolds() ? GOOD : VIOLATED;
                        }
                        case REPORT_ALL -> reportAll(options, folder.path(), running.shop(), console);
                        case TRIALS -> tryOut(options, running.shop(), console);
                        default -> GOOD;
                    };
            if (!options.exit()) {
                whereToLook(console, folder, running.shop());
                console.line("\n  Up until Ctrl-C.");
                new CountDownLatch(1).await();
            }
            return status;
        }
    }

    /** What can go wrong with a run as a whole. */
    @FunctionalInterface
    private interface Run {
        int status() throws IOException, InterruptedException, SQLException;
    }

    private int ended(Run run) {
        try {
            return run.status();
        } catch (IOException | SQLException e) {
            err.println("demo: " + e.getMessage());
            return BROKEN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return BROKEN;
        }
    }

    /** Of the folder of its evidence; what it was like without guards must not pass for what it is. */
    private static String name(DemoOptions options) {
        String scenario = options.scenario().name();
        return options.guards() == Guards.ALL
                ? scenario
                : scenario + "-guards-" + options.guards().label();
    }

    private static Evidence play(Script script, Path folder, Shop shop, Crowd crowd, Console console)
            throws IOException, InterruptedException, SQLException {
        Pages pages = Pages.emptied(folder);
        Evidence evidence = new Outage(shop, crowd, script, Clock.systemUTC(), console).run();
        pages.publish(HtmlReport.of(evidence), evidence.summary());
        console.verdict(evidence.summary());
        pages.tell(console);
        return evidence;
    }

    /** Every outage that the project is about, one after the other on one system that is warm. */
    private static int reportAll(DemoOptions options, Path runs, Shop shop, Console console)
            throws IOException, InterruptedException, SQLException {
        Crowd crowd = Crowd.gather(shop, Clock.systemUTC());
        double bears = WarmUp.play(shop, crowd, Clock.systemUTC());
        Path index = runs.resolve("index.html");
        List<ReportIndex.Run> finished = new ArrayList<>();
        for (Scenario incident : Scenario.incidents()) {
            console.line("\n  " + incident.name() + ": " + incident.story());
            Script script = Script.full(incident, options.speed(), options.seed(), false)
                    .warm(bears);
            Evidence evidence = play(script, runs.resolve(incident.name()), shop, crowd, console);
            finished.add(ReportIndex.Run.of(incident.name(), evidence));
            Published.text(index, ReportIndex.of(finished)); // whoever ends it half-way has the finished ones
        }
        console.line("\n  all reports " + index);
        return finished.stream().map(ReportIndex.Run::summary).allMatch(Summary::everythingHolds) ? GOOD : VIOLATED;
    }

    static Script script(DemoOptions options) {
        return options.scenario().name().equals(Scenario.ISOLATION)
                ? Script.isolation(options.scenario(), options.speed(), options.seed())
                : Script.full(options.scenario(), options.speed(), options.seed(), options.chaosKill());
    }

    private static int tryOut(DemoOptions options, Shop shop, Console console)
            throws IOException, InterruptedException, SQLException {
        Clock clock = Clock.systemUTC();
        Crowd crowd = Crowd.gather(shop, clock);
        double bears = WarmUp.play(shop, crowd, clock);
        Trials trials = new Trials(shop, crowd, options.speed(), clock, console);
        List<Trial> failed = new ArrayList<>();
        for (int i = 0; i < options.trials(); i++) {
            long seed = options.seed() == DemoOptions.FRESH ? Trials.freshSeed(clock) : options.seed();
            Trial trial = trials.run(seed, bears);
            if (!trial.everythingHolds()) {
                failed.add(trial);
            }
        }
        console.line("\n  " + options.trials() + " trials, " + failed.size() + " failed");
        failed.forEach(trial -> console.line("  again: " + trial.replay()));
        return failed.isEmpty() ? GOOD : VIOLATED;
    }

    private static void whereToLook(Console console, RunFolder folder, Shop shop) {
        console.line("  endpoints " + folder.endpoints());
        console.line("  shop      " + shop.gateway() + "   its API: "
                + shop.gateway().resolve("/openapi"));
        shop.breakers().forEach((service, uri) -> {
            if (service.equals("payment-service")) {
                console.line("  breakers  " + uri.resolve("/actuator/breakers") + "   (" + service + "; others alike)");
            }
        });
        console.line("  faults    " + shop.simulator("stripe").resolve("/_sim/faults") + "   break Stripe yourself:");
        console.line("            curl -X PUT -H 'Content-Type: application/json' -d '{\"rate\":1}' "
                + shop.simulator("stripe").resolve("/_sim/faults/error-503"));
    }
}
