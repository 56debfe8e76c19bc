package dev.breakwater.user.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One server of the user database, and whether it can be relied on now. Requests only read that: the pauses and the looks at an absent server
 * are paid for by {@link ServerChecks}. Thread-safe.
 */
final class Server {

    private static final Logger log = LoggerFactory.getLogger(Server.class);

    final String name;
    final JdbcClient jdbc;
    private final Counter answered;
    private final Counter failed;
    private volatile boolean serving;
    private volatile boolean resting;
    private volatile long restsUntilNanos;
    private volatile long replayed;
    private volatile double lagSeconds;

    Server(String name, DataSource pool, boolean servingAtFirst, MeterRegistry meters) {
        this.name = name;
        this.jdbc = JdbcClient.create(pool);
        this.serving = servingAtFirst;
        answered = reads(meters, "answered");
        failed = reads(meters, "failed");
        Gauge.builder("user.db.server.serving", this, server -> server.serving ? 1 : 0)
                .description("1 while reads may go to this server of the user database")
                .tag("server", name)
                .register(meters);
        Gauge.builder("user.db.server.lag", this, server -> server.lagSeconds)
                .baseUnit("seconds")
                .description("How far this server was behind the primary at the last look")
                .tag("server", name)
                .register(meters);
    }

    private Counter reads(MeterRegistry meters, String outcome) {
        return Counter.builder("user.db.reads")
                .description("Reads that this server of the user database was asked for")
                .tag("server", name)
                .tag("outcome", outcome)
                .register(meters);
    }

    boolean isServing() {
        return serving;
    }

    /** As of the last look, so never more than it really has. */
    boolean hasReplayed(long position) {
        return replayed >= position;
    }

    void answered() {
        answered.increment();
    }

    /** Leaves it alone for a while: what cost one request its time shall not cost the next one the same. */
    void failedARead(DataAccessException failure, Duration rest, long nanos) {
        failed.increment();
        restsUntilNanos = nanos + rest.toNanos();
        resting = true;
        say(false, failure.getMostSpecificCause().toString());
    }

    boolean rests(long nanos) {
        if (resting && restsUntilNanos - nanos <= 0) {
            resting = false;
        }
        return resting;
    }

    void checked(long position, Duration lag, boolean closeEnough) {
        replayed = position;
        lagSeconds = lag.toMillis() / 1000.0;
        say(closeEnough, closeEnough ? "it answers" : "it is " + lag.toMillis() + " ms behind");
    }

    void couldNotBeChecked(DataAccessException failure) {
        say(false, failure.getMostSpecificCause().toString());
    }

    private void say(boolean now, String why) {
        if (serving != now) {
            serving = now;
            log.info("{} is {} for reads: {}", name, now ? "used" : "not used", why);
        }
    }
}
