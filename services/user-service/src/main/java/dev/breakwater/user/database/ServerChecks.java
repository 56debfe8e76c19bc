package dev.breakwater.user.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Looks at every server again and again, each on a thread of its own, so that one that hangs delays no look at the others. */
final class ServerChecks implements AutoCloseable {

    private static final String WRITTEN = "SELECT (pg_current_wal_lsn() - '0/0')::bigint";
    private static final String REPLAYED = "SELECT (pg_last_wal_replay_lsn() - '0/0')::bigint";

    private final PrimaryLog log = new PrimaryLog();
    private final Duration maxLag;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private final List<ScheduledFuture<?>> looks = new ArrayList<>();

    ServerChecks(Server primary, List<Server> replicas, Duration maxLag, Duration pause) {
        this.maxLag = maxLag;
        scheduler.setPoolSize(1 + replicas.size());
        scheduler.setThreadNamePrefix("user-db-checks-");
        scheduler.setDaemon(true);
        scheduler.initialize();
        every(pause, () -> look(primary, WRITTEN, true));
        replicas.forEach(replica -> every(pause, () -> look(replica, REPLAYED, false)));
    }

    private void every(Duration pause, Runnable look) {
        looks.add(scheduler.scheduleWithFixedDelay(look, pause));
    }

    private void look(Server server, String query, boolean isPrimary) {
        if (server.rests(System.nanoTime())) {
            return;
        }
        try {
            long position = server.jdbc.sql(query).query(Long.class).single();
            if (isPrimary) {
                log.saw(position, System.nanoTime());
            }
            Duration lag = isPrimary ? Duration.ZERO : log.lagOf(position);
            server.checked(position, lag, lag.compareTo(maxLag) <= 0);
        } catch (DataAccessException away) {
            server.couldNotBeChecked(away);
        }
    }

    @Override
    public void close() {
        looks.forEach(look -> look.cancel(true));
        scheduler.shutdown();
    }
}
