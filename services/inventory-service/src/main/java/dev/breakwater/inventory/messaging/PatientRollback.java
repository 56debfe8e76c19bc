package dev.breakwater.inventory.messaging;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.AfterRollbackProcessor;
import org.springframework.kafka.listener.ContainerProperties.EOSMode;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.scheduling.TaskScheduler;

/**
 * A message that could not be carried out is tried again until it is, after pauses that double. Only its own partition pauses, and no
 * thread sleeps: the others of the same consumer go on. Thread-safe.
 */
final class PatientRollback implements AfterRollbackProcessor<String, String> {

    private static final Logger log = LoggerFactory.getLogger(PatientRollback.class);
    private static final int MOST_DOUBLINGS = 16;

    private final Map<TopicPartition, Failure> failures = new ConcurrentHashMap<>();
    private final TaskScheduler scheduler;
    private final Clock clock;
    private final Duration firstPause;
    private final Duration longestPause;

    PatientRollback(TaskScheduler scheduler, Clock clock, Duration firstPause, Duration longestPause) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.firstPause = firstPause;
        this.longestPause = longestPause;
    }

    private record Failure(long offset, int times) {}

    @Override
    public void process(
            List<ConsumerRecord<String, String>> records,
            Consumer<String, String> consumer,
            @Nullable MessageListenerContainer container,
            Exception exception,
            boolean recoverable,
            EOSMode eosMode) {
        ConsumerRecord<String, String> failed = records.get(0);
        TopicPartition partition = new TopicPartition(failed.topic(), failed.partition());
        Map<TopicPartition, Long> again = new LinkedHashMap<>();
        records.forEach(
                record -> again.putIfAbsent(new TopicPartition(record.topic(), record.partition()), record.offset()));
        again.forEach((topicPartition, offset) -> {
            if (consumer.assignment().contains(topicPartition)) { // else its new owner reads from the last commit
                consumer.seek(topicPartition, offset.longValue());
            }
        });
        Failure failure = failures.compute(
                partition,
                (key, before) -> before == null || before.offset() != failed.offset()
                        ? new Failure(failed.offset(), 1)
                        : new Failure(failed.offset(), before.times() + 1));
        Duration pause = pause(failure.times());
        if (container != null) {
            container.pausePartition(partition);
            ScheduledFuture<?> unused = scheduler.schedule(
                    () -> container.resumePartition(partition), clock.instant().plus(pause));
        }
        log.warn(
                "{} failed {} in a row, its partition pauses for {} ms: {}",
                Place.of(failed),
                failure.times(),
                pause.toMillis(),
                cause(exception));
    }

    private Duration pause(int times) {
        Duration doubled = firstPause.multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS));
        return doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
    }

    private static String cause(Throwable exception) {
        Throwable cause = exception;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }
}
