package dev.breakwater.e2e;

import dev.breakwater.e2e.faults.Catalogue;
import dev.breakwater.e2e.faults.Fault;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.run.Guards;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@code ./demo}, parsed strictly.
 *
 * @param mode what to do
 * @param exit end when the scenario has; otherwise stay up until Ctrl-C
 * @param speed waits and windows are divided by it, 1 to 60; 1 is real time
 * @param seed of arrivals, baskets and chaos
 * @param scenario what is played
 * @param target where the system runs
 * @param trials how many random trials are played; the seed is that of the first, or negative for fresh ones
 * @param guards that the services run with
 */
public record DemoOptions(
        Mode mode,
        Target target,
        boolean exit,
        int speed,
        long seed,
        Scenario scenario,
        boolean chaosKill,
        int trials,
        Guards guards) {

    private static final Scenario STANDARD =
            Scenario.ofName(Scenario.STRIPE_OUTAGE).orElseThrow();
    static final int DEFAULT_SPEED = 10;
    static final int TOP_SPEED = 60;
    static final int MOST_TRIALS = 1000;
    /** As a seed: not given, to be taken from the clock. */
    static final long FRESH = -1;

    private static final Set<String> WITH_VALUE = Set.of(
            "--target", "--scenario", "--speed", "--seed", "--fault", "--chaos", "--trial", "--trials", "--guards");
    private static final Set<String> BARE =
            Set.of("--exit", "--real-time", "--no-traffic", "--report-all", "--compare-guards", "--list", "--help");

    /** What to do. */
    public enum Mode {
        SCENARIO,
        REPORT_ALL,
        TRIALS,
        COMPARE_GUARDS,
        NO_TRAFFIC,
        LIST,
        HELP
    }

    /** Where the system runs. */
    public enum Target {
        /** As processes of this machine, which are started for the run. */
        LOCAL,
        /** In the containers of docker compose, which are up; what hangs is paused. */
        COMPOSE,
        /** The same; what hangs is cut off from the network. */
        COMPOSE_CUT;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The command line cannot be understood; the message is one line that names flag, value and range. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    /**
     * Reads the command line.
     *
     * @throws Unusable at the first flag or value that is not allowed
     */
    public static DemoOptions parse(List<String> arguments) throws Unusable {
        Map<String, String> flags = flags(arguments);
        if (flags.containsKey("--help")) {
            return plain(Mode.HELP);
        }
        if (flags.containsKey("--list")) {
            alone("--list", flags, Set.of());
            return plain(Mode.LIST);
        }
        int speed = speed(flags);
        Target target = target(flags.getOrDefault("--target", Target.LOCAL.label()));
        if (target != Target.LOCAL && flags.containsKey("--guards")) {
            throw new Unusable(
                    "--guards cannot be combined with --target " + target.label() + ", whose services are up already");
        }
        if (flags.containsKey("--no-traffic")) {
            alone("--no-traffic", flags, Set.of("--target", "--speed", "--real-time", "--guards"));
            return new DemoOptions(Mode.NO_TRAFFIC, target, false, speed, 1, STANDARD, false, 0, guards(flags));
        }
        if (flags.containsKey("--report-all")) {
            alone("--report-all", flags, Set.of("--target", "--exit", "--speed", "--real-time", "--seed"));
            return new DemoOptions(
                    Mode.REPORT_ALL,
                    target,
                    flags.containsKey("--exit"),
                    speed,
                    seed(flags),
                    STANDARD,
                    false,
                    0,
                    Guards.ALL);
        }
        if (flags.containsKey("--trial") || flags.containsKey("--trials")) {
            return trials(flags, target, speed);
        }
        String chaos = flags.get("--chaos");
        if (chaos != null) {
            oneOf("--chaos", chaos, List.of("kill"));
        }
        Scenario scenario = scenario(flags.get("--scenario"), flags.get("--fault"));
        if (flags.containsKey("--compare-guards")) {
            alone(
                    "--compare-guards",
                    flags,
                    Set.of("--scenario", "--fault", "--speed", "--real-time", "--seed", "--exit"));
            return new DemoOptions(
                    Mode.COMPARE_GUARDS, target, true, speed, seed(flags), scenario, false, 0, Guards.ALL);
        }
        boolean exit = flags.containsKey("--exit");
        return new DemoOptions(
                Mode.SCENARIO, target, exit, speed, seed(flags), scenario, chaos != null, 0, guards(flags));
    }

    private static long seed(Map<String, String> flags) throws Unusable {
        return whole("--seed", flags.getOrDefault("--seed", "1"), 0, Long.MAX_VALUE);
    }

    private static DemoOptions trials(Map<String, String> flags, Target target, int speed) throws Unusable {
        Set<String> beside = Set.of("--target", "--exit", "--speed", "--real-time");
        boolean exit = flags.containsKey("--exit");
        String one = flags.get("--trial");
        if (one != null) {
            alone("--trial", flags, beside);
            long seed = whole("--trial", one, 0, Long.MAX_VALUE);
            return new DemoOptions(Mode.TRIALS, target, exit, speed, seed, STANDARD, false, 1, Guards.ALL);
        }
        alone("--trials", flags, beside);
        int count = (int) whole("--trials", flags.getOrDefault("--trials", ""), 1, MOST_TRIALS);
        return new DemoOptions(Mode.TRIALS, target, exit, speed, FRESH, STANDARD, false, count, Guards.ALL);
    }

    private static DemoOptions plain(Mode mode) {
        return new DemoOptions(mode, Target.LOCAL, true, DEFAULT_SPEED, 1, STANDARD, false, 0, Guards.ALL);
    }

    private static Map<String, String> flags(List<String> arguments) throws Unusable {
        Map<String, String> flags = new LinkedHashMap<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            int equals = argument.indexOf('=');
            String flag = equals < 0 ? argument : argument.substring(0, equals);
            String value = "";
            if (WITH_VALUE.contains(flag)) {
                if (equals < 0 && !rest.hasNext()) {
                    throw new Unusable(flag + " needs a value: " + flag + " " + example(flag));
                }
                value = equals < 0 ? rest.next() : argument.substring(equals + 1);
            } else if (!BARE.contains(flag)) {
                throw new Unusable("'" + argument + "' is not a flag of ./demo; ./demo --help lists them");
            } else if (equals >= 0) {
                throw new Unusable(flag + " takes no value, was given '" + argument.substring(equals + 1) + "'");
            }
            if (flags.put(flag, value) != null) {
                throw new Unusable(flag + " is given twice");
            }
        }
        return flags;
    }

    private static String example(String flag) {
        return switch (flag) {
            case "--speed" -> "1.." + TOP_SPEED;
            case "--seed" -> "N, a whole number from 0";
            case "--fault" -> "NAME; ./demo --list names them all";
            case "--chaos" -> "kill";
            case "--guards" -> String.join(", ", Guards.labels());
            case "--target" -> targets();
            case "--trial" -> "SEED, a whole number from 0";
            case "--trials" -> "1.." + MOST_TRIALS;
            default -> scenarioNames();
        };
    }

    private static Target target(String label) throws Unusable {
        for (Target target : Target.values()) {
            if (target.label().equals(label)) {
                return target;
            }
        }
        throw refused("--target", label, targets());
    }

    private static String targets() {
        return Stream.of(Target.values()).map(Target::label).collect(Collectors.joining(", "));
    }

    private static int speed(Map<String, String> flags) throws Unusable {
        String speed = flags.get("--speed");
        if (flags.containsKey("--real-time")) {
            if (speed != null) {
                throw new Unusable("--real-time means --speed 1 and cannot be combined with --speed " + speed);
            }
            return 1;
        }
        return speed == null ? DEFAULT_SPEED : (int) whole("--speed", speed, 1, TOP_SPEED);
    }

    private static Guards guards(Map<String, String> flags) throws Unusable {
        String guards = flags.getOrDefault("--guards", Guards.ALL.label());
        oneOf("--guards", guards, Guards.labels());
        return Guards.named(guards).orElseThrow();
    }

    private static Scenario scenario(@Nullable String name, @Nullable String fault) throws Unusable {
        if (name == null && fault == null) {
            return STANDARD;
        }
        if (name == null || name.equals(Scenario.STRIPE_OUTAGE)) {
            Scenario ofFault = fault == null ? STANDARD : Scenario.of(fault(fault));
            if (name != null && !ofFault.name().equals(name)) {
                throw new Unusable("--scenario " + name + " is about Stripe; for " + fault + " leave it out");
            }
            return ofFault;
        }
        if (name.equals(Scenario.ISOLATION)) {
            Scenario hang = Scenario.of(fault(fault == null ? "timeout" : fault));
            if (!hang.faults().get(0).hangs()) {
                throw new Unusable("--scenario " + name + " needs a --fault that hangs, was '" + fault + "'");
            }
            return hang.named(Scenario.ISOLATION);
        }
        Scenario many =
                Scenario.ofName(name).orElseThrow(() -> refused("--scenario", name, "one of " + scenarioNames()));
        if (fault != null) {
            throw new Unusable("--scenario " + name + " has faults of its own and cannot be combined with --fault");
        }
        return many;
    }

    private static Fault fault(String name) throws Unusable {
        return Catalogue.named(name)
                .orElseThrow(() -> new Unusable("there is no fault '" + name + "'; ./demo --list names them all"));
    }

    private static void oneOf(String flag, String value, List<String> allowed) throws Unusable {
        if (!allowed.contains(value)) {
            throw refused(flag, value, String.join(", ", allowed));
        }
    }

    private static long whole(String flag, String value, long least, long most) throws Unusable {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // refused below, as what is out of range is
        }
        throw refused(flag, value, "a whole number from " + least + " to " + most);
    }

    private static void alone(String flag, Map<String, String> flags, Set<String> allowed) throws Unusable {
        for (String other : flags.keySet()) {
            if (!other.equals(flag) && !allowed.contains(other)) {
                throw new Unusable(flag + " cannot be combined with " + other);
            }
        }
    }

    private static Unusable refused(String flag, String value, String range) {
        return new Unusable(flag + " must be " + range + ", was '" + value + "'");
    }

    private static String scenarioNames() {
        return Stream.concat(Scenario.all().stream().map(Scenario::name), Stream.of(Scenario.ISOLATION))
                .collect(Collectors.joining(", "));
    }
}
