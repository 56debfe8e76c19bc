package dev.breakwater.payment.sealing;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rotation: after a start with a new first key all rows are encrypted by it, in the background; then the old key may go. A start
 * without a key that rows still need is refused. Where several instances run, every one of them must know the new key before the first
 * of them encrypts by it: so it is added second everywhere, and then moved first.
 */
@Configuration(proxyBeanMethods = false)
class Resealing implements SchedulingConfigurer, InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(Resealing.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int BATCH = 200;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final TransactionTemplate transaction;
    private volatile boolean done;

    Resealing(JdbcClient jdbc, ColumnCipher cipher, PlatformTransactionManager manager) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.transaction = new TransactionTemplate(manager);
    }

    @Override
    public void afterPropertiesSet() {
        List<String> missing = Stream.of(SealedColumn.values())
                .flatMap(column -> column.keysMissingFrom(jdbc, cipher).stream())
                .distinct()
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("PAYMENT_ENCRYPTION_KEYS lacks the keys " + missing
                    + ", by which values in the database are encrypted");
        }
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(this::reseal, PAUSE, PAUSE));
    }

    /** One batch at a time, so that no payment waits long for its row. */
    void reseal() {
        if (done) {
            return;
        }
        int rows = 0;
        for (SealedColumn column : SealedColumn.values()) {
            Integer resealed = transaction.execute(status -> column.reseal(jdbc, cipher, BATCH));
            rows += resealed == null ? 0 : resealed;
        }
        // None resealed can also mean that all that is left is locked by others at the moment: only none left is the
        // end.
        if (rows == 0 && Stream.of(SealedColumn.values()).noneMatch(column -> column.hasOthers(jdbc, cipher))) {
            done = true;
            log.info(
                    "all encrypted values are by the first key; others may be removed once every instance runs with it");
        }
    }
}
