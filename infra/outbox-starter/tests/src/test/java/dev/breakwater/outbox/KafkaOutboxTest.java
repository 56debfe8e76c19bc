package dev.breakwater.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.breakwater.localstack.KafkaBroker;
import dev.breakwater.localstack.MariaDbServer;
import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import dev.breakwater.resilience.breaker.Transition;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class KafkaOutboxTest {

    enum Fault {
        CRASH,
        HANG,
        ERROR,
        SLOW
    }

    private static final String TOPIC = "boats";
    private static final int MESSAGES = 200;
    private static final AtomicInteger ADDED = new AtomicInteger();
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
                "resilience4j.circuitbreaker.instances.kafka.minimum-number-of-calls=3",
                "resilience4j.circuitbreaker.instances.kafka.slow-call-duration-threshold=200ms",
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

    @ParameterizedTest
    @EnumSource
    void nothingIsLostOrReorderedAndTheBreakerOpensAndClosesByItself(Fault fault) throws Exception {
        int first = ADDED.getAndAdd(MESSAGES);
        add(first, first + 50);
        await().atMost(Duration.ofMinutes(1)).until(() -> service.rows() < 50);

        strike(fault);
        add(first + 50, first + 150);
        await().atMost(Duration.ofMinutes(1)).until(() -> breaker().getState() == State.OPEN);
        add(first + 150, first + MESSAGES);
        assertThat(service.rows()).isGreaterThan(50);

        heal(fault);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> service.rows() == 0 && breaker().getState() == State.CLOSED);
        assertThat(firstOccurrences().stream()
                        .filter(value -> Integer.parseInt(value) >= first)
                        .toList())
                .isEqualTo(IntStream.range(first, first + MESSAGES)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(((BreakwaterCircuitBreaker) breaker()).history())
                .extracting(Transition::to)
                .endsWith(State.HALF_OPEN, State.CLOSED);
    }

    private static void add(int from, int to) {
        service.addEach("kafka:" + TOPIC, IntStream.range(from, to));
    }

    private static void strike(Fault fault) throws Exception {
        switch (fault) {
            case CRASH -> KAFKA.kill();
            case HANG -> KAFKA.suspend();
            case ERROR -> largestMessage("1"); // it refuses every one
            case SLOW -> bytesASecond(500.0); // what is beyond waits
        }
    }

    private static void heal(Fault fault) throws Exception {
        switch (fault) {
            case CRASH -> KAFKA.start();
            case HANG -> KAFKA.resume();
            case ERROR -> largestMessage("1048588");
            case SLOW -> bytesASecond(null);
        }
    }

    private static void largestMessage(String bytes) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
        AlterConfigOp set = new AlterConfigOp(
                new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, bytes), AlterConfigOp.OpType.SET);
        try (Admin admin = admin()) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(set))).all().get();
        }
    }

    private static void bytesASecond(@Nullable Double most) throws Exception {
        Map<String, @Nullable String> everyClient = new HashMap<>();
        everyClient.put(ClientQuotaEntity.CLIENT_ID, null);
        try (Admin admin = admin()) {
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                            new ClientQuotaEntity(everyClient),
                            List.of(new ClientQuotaAlteration.Op("producer_byte_rate", most)))))
                    .all()
                    .get();
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers()));
    }

    @Test
    void whileTheBrokerHangsTheProducerGivesUpByItself() {
        KafkaOutboxChannel channel = service.bean(KafkaOutboxChannels.class).to("ships");
        OutboxMessage message =
                new OutboxMessage(UUID.randomUUID(), channel.destination(), "key", "0", Instant.EPOCH, null);
        // what an earlier test did to the broker may be felt for a while
        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> {
            channel.send(message);
            return true;
        });
        KAFKA.suspend();
        try {
            assertThat(catchThrowable(() -> channel.send(message))).rootCause().isInstanceOf(TimeoutException.class);
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
