package dev.breakwater.e2e;

import dev.breakwater.e2e.run.Fault;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@code ./demo}, parsed strictly.
 *
 * @param mode what to do
 * @param exit end when the scenario has; otherwise stay up until Ctrl-C
 * @param speed waits and windows are divided by it, 1 to 60; 1 is real time
 * @param seed of arrivals, baskets and chaos
 */
public record DemoOptions(Mode mode, boolean exit, int speed, long seed, Fault fault, boolean chaosKill) {

    public static final String SCENARIO = "stripe-outage";
    static final int DEFAULT_SPEED = 10;
    static final int TOP_SPEED = 60;
    private static final Set<String> WITH_VALUE = Set.of("--scenario", "--speed", "--seed", "--fault", "--chaos");
    private static final Set<String> BARE = Set.of("--exit", "--real-time", "--no-traffic", "--list", "--help");

    /** What to do. */
    public enum Mode {
        SCENARIO,
        NO_TRAFFIC,
        LIST,
        HELP
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
        if (flags.containsKey("--no-traffic")) {
            alone("--no-traffic", flags, Set.of("--speed", "--real-time"));
            return new DemoOptions(Mode.NO_TRAFFIC, false, speed, 1, Fault.ERROR_503, false);
        }
        oneOf("--scenario", flags.getOrDefault("--scenario", SCENARIO), List.of(SCENARIO));
        String chaos = flags.get("--chaos");
        if (chaos != null) {
            oneOf("--chaos", chaos, List.of("kill"));
        }
        long seed = whole("--seed", flags.getOrDefault("--seed", "1"), 0, Long.MAX_VALUE);
        Fault fault = fault(flags.get("--fault"));
        return new DemoOptions(Mode.SCENARIO, flags.containsKey("--exit"), speed, seed, fault, chaos != null);
    }

    private static DemoOptions plain(Mode mode) {
        return new DemoOptions(mode, true, DEFAULT_SPEED, 1, Fault.ERROR_503, false);
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
            case "--fault" -> faultNames();
            case "--chaos" -> "kill";
            default -> SCENARIO;
        };
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

    private static Fault fault(@Nullable String name) throws Unusable {
        if (name == null) {
            return Fault.ERROR_503;
        }
        return Fault.named(name).orElseThrow(() -> refused("--fault", name, "one of " + faultNames()));
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

    private static String faultNames() {
        return Arrays.stream(Fault.values()).map(Fault::label).collect(Collectors.joining(", "));
    }
}
