package dev.breakwater.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.breakwater.localstack.KafkaBroker;
import dev.breakwater.localstack.MariaDbServer;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class KafkaOutboxTest {

    private static final String TOPIC = "boats";
    private static final KafkaBroker KAFKA = Servers.kafka();

    private static OutboxApplication service;

    @BeforeAll
    static void startService() {
        MariaDbServer database = Servers.mariaDb();
        service = OutboxApplication.start(
                database.jdbcUrl("kafka"),
                database.username(),
                database.password(),
                Channels.class,
                "breakwater.speed=10",
                "spring.kafka.bootstrap-servers=" + KAFKA.bootstrapServers());
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @BeforeEach
    void breakerIsClosed() {
        breaker().reset();
    }

    @Test
    void nothingIsLostOrReorderedWhenTheBrokerIsKilledAndComesBack() {
        service.addEach("kafka:" + TOPIC, IntStream.range(0, 50));
        await().atMost(Duration.ofSeconds(30)).until(() -> service.rows() < 50);
        KAFKA.kill();
        service.addEach("kafka:" + TOPIC, IntStream.range(50, 150));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> breaker().getMetrics().getNumberOfFailedCalls() >= 3);
        KAFKA.start();
        service.addEach("kafka:" + TOPIC, IntStream.range(150, 200));
        await().atMost(Duration.ofSeconds(60)).until(() -> service.rows() == 0);
        assertThat(firstOccurrences()).isEqualTo(OutboxContract.numbers(200));
    }

    @Test
    void aFrozenBrokerHoldsTheRelayNoLongerThanThreeSeconds() {
        KafkaOutboxChannel channel = service.bean(KafkaOutboxChannels.class).to("ships");
        OutboxMessage message = new OutboxMessage(UUID.randomUUID(), channel.destination(), "key", "0", Instant.EPOCH);
        channel.send(message);
        KAFKA.suspend();
        try {
            long began = System.nanoTime();
            assertThat(catchThrowable(() -> channel.send(message))).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(3_500));
        } finally {
            KAFKA.resume();
        }
    }

    private static CircuitBreaker breaker() {
        return service.bean(CircuitBreakerRegistry.class).circuitBreaker("kafka");
    }

    /** All the topic's values by the sequence of their first occurrence; redelivered ones must carry the id they had. */
    private static List<String> firstOccurrences() {
        Map<String, String> idOfValue = new LinkedHashMap<>();
        for (ConsumerRecord<String, String> entry : everything()) {
            String id = new String(
                    entry.headers().lastHeader(KafkaOutboxChannel.ID_HEADER).value(), StandardCharsets.US_ASCII);
            assertThat(idOfValue.merge(entry.value(), id, (before, now) -> before))
                    .isEqualTo(id);
            assertThat(entry.key()).isEqualTo("key");
        }
        return List.copyOf(idOfValue.keySet());
    }

    private static List<ConsumerRecord<String, String>> everything() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers());
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        List<ConsumerRecord<String, String>> all = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(TOPIC, info.partition()))
                    .toList();
            assertThat(partitions).hasSize(3);
            consumer.assign(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            while (all.size() < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(all::add);
            }
        }
        return all;
    }

    @Configuration(proxyBeanMethods = false)
    static class Channels {

        @Bean
        KafkaOutboxChannel boats(KafkaOutboxChannels kafka) {
            return kafka.to(TOPIC);
        }
    }
}
