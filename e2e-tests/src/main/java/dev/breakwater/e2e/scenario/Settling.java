package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.audit.Audit;
import dev.breakwater.e2e.audit.AuditResult;
import dev.breakwater.e2e.audit.Books;
import dev.breakwater.e2e.audit.Books.Told;
import dev.breakwater.e2e.audit.Books.Word;
import dev.breakwater.e2e.audit.Ledgers;
import dev.breakwater.e2e.faults.Fault;
import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.run.Invariant;
import dev.breakwater.e2e.run.RunClock;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets everything come to its end after a run, and compares the books of that run alone. */
final class Settling {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration REAL_TIME = Duration.ofMinutes(15);
    private static final Duration LEAST = Duration.ofMinutes(2);

    /** The books of one run and what their comparison found. */
    record Settled(Books books, AuditResult audit) {}

    private final Ledgers ledgers;
    private final Duration patience;
    private final Duration settling;
    private final Books before;
    private final boolean answersLost;

    private Settling(Ledgers ledgers, Duration patience, Duration settling, Books before, boolean answersLost) {
        this.ledgers = ledgers;
        this.patience = patience;
        this.settling = settling;
        this.before = before;
        this.answersLost = answersLost;
    }

    /**
     * Begins with a look at what was written before the run.
     *
     * @param faults of the run
     * @param settling how long released stock and mails may take after every order is final
     */
    static Settling before(Ledgers ledgers, List<Fault> faults, int speed, Duration settling)
            throws IOException, InterruptedException, SQLException {
        return new Settling(
                ledgers,
                patience(speed),
                settling,
                ledgers.read(List.of()),
                faults.stream().anyMatch(Fault::losesAnswers));
    }

    /** How long settling may take: fifteen minutes by the clock of the scenario, and never under two by the wall's. */
    static Duration patience(int speed) {
        Duration divided = REAL_TIME.dividedBy(speed);
        return divided.compareTo(LEAST) < 0 ? LEAST : divided;
    }

    /** Waits until every order of this run is final, or patience is over. */
    void drain() throws InterruptedException, SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (isOpen() && System.nanoTime() - deadline < 0) {
            RunClock.pause(PAUSE);
        }
    }

    private boolean isOpen() throws SQLException {
        Set<String> open = ledgers.openOrders();
        open.removeAll(before.orders().keySet());
        return !open.isEmpty();
    }

    /** Released stock and mails follow a final order within moments; the books are read again until they have. */
    Settled compare(List<Sample> samples) throws IOException, InterruptedException, SQLException {
        List<Told> told = told(samples);
        long deadline = System.nanoTime() + settling.toNanos();
        while (true) {
            Books books = ledgers.read(told).since(before);
            AuditResult audit = Audit.of(books, answersLost);
            if (audit.invariants().stream().allMatch(Invariant::holds) || System.nanoTime() - deadline >= 0) {
                return new Settled(books, audit);
            }
            RunClock.pause(PAUSE);
        }
    }

    private static List<Told> told(List<Sample> samples) {
        return samples.stream()
                .filter(Sample::order)
                .flatMap(sample -> Stream.ofNullable(told(sample)))
                .toList();
    }

    private static @Nullable Told told(Sample sample) {
        String id = sample.orderId();
        if (id == null || sample.outcome() == Outcome.FAILED) {
            return null;
        }
        Word word =
                switch (sample.status()) {
                    case 201 -> Word.CONFIRMED;
                    case 202 -> Word.PENDING;
                    default -> Word.REFUSED;
                };
        return new Told(id, word, sample.totalMinor(), sample.currency());
    }
}
