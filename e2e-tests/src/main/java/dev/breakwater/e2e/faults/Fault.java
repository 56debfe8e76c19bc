package dev.breakwater.e2e.faults;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One way to break one thing.
 *
 * @param name as the command line has it, such as {@code error-503} (Stripe's have no prefix) or {@code redis/crash}
 * @param target the simulator or process that is broken
 * @param subject the same for people, such as {@code the user database}
 * @param means how it is broken
 * @param owed what must hold meanwhile
 */
public record Fault(String name, String target, String subject, Means means, Owed owed) {

    private static final Set<String> MESSAGE_PROVIDERS = Set.of("sendgrid", "twilio");
    /** What is executed though the caller may give up or hear that it was not. */
    private static final Set<Kind> EXECUTED = Set.of(Kind.REPLY_LOST, Kind.ERROR_500_AFTER, Kind.SLOW, Kind.OVERLOAD);
    /** Who sends, who remembers what was sent, and who takes it. */
    private static final Set<String> MESSENGERS = Set.of("notification-service", "notification-db", "simulators");

    /** How a thing is broken. */
    public sealed interface Means permits Switched, Crash, Hang, Leak {

        /** What the broken thing does, to be read after its name. */
        String description();
    }

    /**
     * How much of it is broken from some moment on.
     *
     * @param from the moment, as a share of the time that the fault lasts
     * @param rate share of the calls that it strikes
     * @param bears of {@link Kind#OVERLOAD}: how many calls it works off, as a multiple of the orders that come; 0 for one after the other, each as late
     *     as the switch says
     */
    public record Turn(double from, double rate, double bears) {

        Turn(double from, double rate) {
            this(from, rate, 0);
        }

        /** What is overloaded works off that much from then on. */
        static Turn bearing(double from, double bears) {
            return new Turn(from, 1, bears);
        }

        /** What it does now, to be read after the name of what is broken. */
        public String description() {
            return bears == 0
                    ? percent() + " of the calls"
                    : "works off " + Math.round(bears * 100) + " % of what is asked for";
        }

        private String percent() {
            return Math.round(rate * 100) + " %";
        }
    }

    /**
     * A switch of a simulator.
     *
     * @param delay of an answer that is late: within the time limit of a call, far beyond what is quick
     * @param turns in the order of their moments, the first at 0
     * @param only which of the calls that it could strike it does, as the simulator names them; empty for all
     */
    public record Switched(Kind kind, Duration delay, List<Turn> turns, String only) implements Means {

        private static final Duration SHORTEST_SPELL = Duration.ofSeconds(1);
        /** Longer than the wait of a breaker that is open. */
        private static final Duration SPELL = Duration.ofSeconds(40);

        private static final List<Turn> EVERY_CALL = List.of(new Turn(0, 1));

        public Switched {
            turns = List.copyOf(turns);
            if (turns.isEmpty() || turns.get(0).from() != 0) {
                throw new IllegalArgumentException("a fault strikes from its beginning");
            }
        }

        Switched(Kind kind, Duration delay) {
            this(kind, delay, EVERY_CALL, "");
        }

        /**
         * The settings of the switch at one turn.
         *
         * @param perSecond how many orders come
         */
        Map<String, Object> settings(Turn turn, int speed, double perSecond) {
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("rate", turn.rate());
            if (!only.isEmpty()) {
                settings.put("only", only);
            }
            if (kind == Kind.SLOW) {
                settings.put("delayMs", delay.toMillis());
            } else if (kind == Kind.OVERLOAD) {
                settings.put("concurrency", 1);
                settings.put(
                        "workMs",
                        turn.bears() == 0
                                ? delay.toMillis()
                                : Math.max(1, Math.round(1000 / (turn.bears() * perSecond))));
            } else if (kind == Kind.FLAPPING) {
                Duration spell = SPELL.dividedBy(speed);
                settings.put("periodMs", (spell.compareTo(SHORTEST_SPELL) < 0 ? SHORTEST_SPELL : spell).toMillis());
            }
            return settings;
        }

        @Override
        public String description() {
            String struck = kind.description() + (only.isEmpty() ? "" : ", for " + only + " alone");
            return turns.size() == 1 || turns.get(0).bears() != 0
                    ? struck
                    : struck + " to " + turns.stream().map(Turn::percent).collect(Collectors.joining(", then "))
                            + " of its calls";
        }
    }

    /** SIGKILL, and started again when the outage is over. */
    public record Crash() implements Means {

        @Override
        public String description() {
            return "is killed, and started again at the end";
        }
    }

    /** SIGSTOP: it holds its sockets and answers nothing until SIGCONT. */
    public record Hang() implements Means {

        @Override
        public String description() {
            return "hangs: it takes connections and answers nothing";
        }
    }

    /** A transaction that nobody ends holds a table, and every connection whose statement needs that waits behind it. */
    public record Leak(String table) implements Means {

        @Override
        public String description() {
            return "loses its connections to a transaction that nobody ends";
        }
    }

    /** The switches of the simulators. */
    public enum Kind {
        ERROR_503("error-503", "answers 503", true),
        TIMEOUT("timeout", "never answers", false),
        SLOW("slow", "answers, but late", false),
        RESET("reset", "resets connections", true),
        REPLY_LOST("reply-lost", "does what it is asked, and the answer never arrives", false),
        ERROR_500_AFTER("error-500-after", "does what it is asked, and answers 500", true),
        RATE_LIMIT_429("rate-limit-429", "answers 429", true),
        FLAPPING("flapping", "is up and down by turns", false),
        OVERLOAD("overload", "works off its requests one at a time, also those that nobody waits for any more", false);

        private final String label;
        private final String description;
        private final boolean quick;

        Kind(String label, String description, boolean quick) {
            this.label = label;
            this.description = description;
            this.quick = quick;
        }

        /** Whether every call fails at once; {@link #FLAPPING} lets some through. */
        boolean isQuick() {
            return quick;
        }

        /** As the simulators name it. */
        public String label() {
            return label;
        }

        public String description() {
            return description;
        }
    }

    /** What happens, in one sentence. */
    public String description() {
        return subject + " " + means.description();
    }

    /** The simulator's switch, if it is one. */
    public Optional<Switched> switched() {
        return means instanceof Switched how ? Optional.of(how) : Optional.empty();
    }

    public boolean hangs() {
        return means instanceof Hang
                || switched().filter(how -> how.kind() == Kind.TIMEOUT).isPresent();
    }

    /**
     * Whether by it an answer of a message provider may come to nobody's notice. Such providers know no idempotency key, so the
     * message is sent again.
     */
    public boolean losesAnswers() {
        boolean executed =
                switched().filter(how -> EXECUTED.contains(how.kind())).isPresent();
        return MESSENGERS.contains(target) || (MESSAGE_PROVIDERS.contains(target) && executed);
    }

    /** The same, striking more and more calls, or fewer and fewer: while some get through, three probes may as well. */
    Fault by(Turn... turns) {
        Switched how = switched().orElseThrow(() -> new IllegalStateException(name + " has no rate"));
        return new Fault(
                name, target, subject, new Switched(how.kind(), how.delay(), List.of(turns), how.only()), owed.again());
    }

    /** The same for some calls alone, as {@link Switched#only()} has it. */
    Fault onlyFor(String some) {
        Switched how = switched().orElseThrow(() -> new IllegalStateException(name + " strikes everybody"));
        return new Fault(
                name, target, subject, new Switched(how.kind(), how.delay(), how.turns(), some), owed.perhaps());
    }

    /** Their names, joined as the command line takes them. */
    public static String names(List<Fault> faults) {
        return faults.stream().map(Fault::name).collect(Collectors.joining(","));
    }
}
