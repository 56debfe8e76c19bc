package dev.breakwater.user.database;

import dev.breakwater.resilience.Deadline;
import dev.breakwater.resilience.Speed;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads go to a replica, from there to another one, and from there to the primary; writes go to the primary. The breaker {@code user-db}, which stands
 * around all of it, hears of a failure only when nobody answered. Thread-safe.
 */
@Component
public class UserDatabase implements AutoCloseable {

    private static final int REPLICAS_ASKED = 2;
    private static final Duration TOO_LITTLE_TIME = Duration.ofMillis(20);

    private final Server primary;
    private final List<Server> replicas = new ArrayList<>();
    private final ReplicaPools pools;
    private final ServerChecks checks;
    private final Duration rest;
    private final AtomicInteger turn = new AtomicInteger();

    UserDatabase(DataSource pool, ReplicaPools pools, UserDbProperties properties, Speed speed, MeterRegistry meters) {
        this.pools = pools;
        primary = new Server("primary", new DeadlineDataSource(pool, properties.hungLimit()), true, meters);
        pools.open()
                .forEach(replica -> replicas.add(new Server(
                        replica.getPoolName(),
                        new DeadlineDataSource(replica, properties.replicaQueryLimit()),
                        false,
                        meters)));
        rest = speed.divide(properties.rest());
        checks = new ServerChecks(primary, replicas, properties.maxLag(), speed.divide(properties.check()));
    }

    /** Where everything is written. */
    public JdbcClient primary() {
        return primary.jdbc;
    }

    /**
     * How far the primary has written its log by now: a replica that has replayed as much has all that was committed before.
     *
     * @return a position for {@link Need#after}
     */
    public long position() {
        return primary.jdbc
                .sql("SELECT (pg_current_wal_lsn() - '0/0')::bigint")
                .query(Long.class)
                .single();
    }

    /**
     * Reads one row from the first server that fits the need and answers.
     *
     * @return empty when the primary, or a replica in its absence, has no such row; a replica's word for that alone is not enough
     * @throws DataAccessException what the last server failed with, when none answered
     */
    public <T> Optional<T> read(Need need, Function<JdbcClient, Optional<T>> query) {
        DataAccessException lastFailure = null;
        boolean absent = false;
        for (Server server : order(need)) {
            if (absent && server != primary) {
                continue;
            }
            if (hasNoTimeLeft()) {
                break;
            }
            try {
                Optional<T> row = query.apply(server.jdbc);
                server.answered();
                if (row.isPresent() || server == primary) {
                    return row;
                }
                absent = true;
            } catch (DataAccessException failure) {
                server.failedARead(failure, server == primary ? Duration.ZERO : rest, System.nanoTime());
                lastFailure = failure;
            }
        }
        if (absent && need.order() == Need.Order.PRIMARY_FIRST) {
            return Optional.empty();
        }
        throw lastFailure != null
                ? lastFailure
                : new QueryTimeoutException("no time was left to ask the user database");
    }

    private List<Server> order(Need need) {
        List<Server> order = new ArrayList<>(REPLICAS_ASKED + 1);
        if (need.order() != Need.Order.PRIMARY_ONLY) {
            int first = Math.floorMod(turn.getAndIncrement(), Math.max(1, replicas.size()));
            for (int i = 0; i < replicas.size() && order.size() < REPLICAS_ASKED; i++) {
                Server replica = replicas.get((first + i) % replicas.size());
                if (replica.isServing() && replica.hasReplayed(need.replayed())) {
                    order.add(replica);
                }
            }
        }
        boolean primaryFirst = need.order() == Need.Order.PRIMARY_FIRST && primary.isServing();
        order.add(primaryFirst ? 0 : order.size(), primary);
        return order;
    }

    private static boolean hasNoTimeLeft() {
        @Nullable Deadline deadline = Deadline.current();
        return deadline != null && deadline.remaining().compareTo(TOO_LITTLE_TIME) < 0;
    }

    @Override
    public void close() {
        checks.close();
        pools.close();
    }
}
