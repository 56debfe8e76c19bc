package dev.breakwater.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.AmazonSQSClientBuilder;
import com.amazonaws.services.sqs.model.CreateQueueRequest;
import com.amazonaws.services.sqs.model.Message;
import com.amazonaws.services.sqs.model.ReceiveMessageRequest;
import com.amazonaws.services.sqs.model.SendMessageRequest;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

/** Each service is used by a real client, killed, started again, and has kept what it had accepted. Each test starts its own. */
@Execution(ExecutionMode.CONCURRENT)
class BackingServicesTest {

    private static final PathMatcher DEFINITIONS =
            FileSystems.getDefault().getPathMatcher("glob:**/{LATEST.LOG,rabbit_durable_queue.*}");

    private static Workspace workspace;

    @BeforeAll
    static void workspace() {
        workspace = Workspace.create(Repository.root().resolve("infra/local-stack/tests/target/test"), "backing");
        workspace.onProgress(System.out::println);
    }

    @AfterAll
    static void close() {
        workspace.close();
    }

    @Test
    void postgresKeepsWhatItCommittedThroughAKill() throws SQLException {
        try (PostgresServer server = PostgresServer.start(workspace, "postgres")) {
            String url = server.jdbcUrl("shop");
            execute(url, server.username(), server.password(), "CREATE TABLE t(x int)", "INSERT INTO t VALUES (7)");
            server.kill();
            assertThatThrownBy(() -> read(url, server.username(), server.password()))
                    .isInstanceOf(SQLException.class);
            server.start();
            assertThat(read(url, server.username(), server.password())).isEqualTo(7);
        }
    }

    @Test
    void mariaDbKeepsWhatItCommittedThroughAKill() throws SQLException {
        try (MariaDbServer server = MariaDbServer.start(workspace, "mariadb")) {
            String url = server.jdbcUrl("shop");
            execute(url, server.username(), server.password(), "CREATE TABLE t(x int)", "INSERT INTO t VALUES (7)");
            server.kill();
            server.start();
            assertThat(read(url, server.username(), server.password())).isEqualTo(7);
        }
    }

    @Test
    void aMariaDbReplicaFollowsThroughAKillOfEitherAndTakesNoWrites() throws SQLException {
        try (MariaDbServer primary = MariaDbServer.start(workspace, "primary");
                MariaDbServer replica = primary.startReplica("replica")) {
            String url = primary.jdbcUrl("shop");
            String replicaUrl = url.replace(":" + primary.port() + "/", ":" + replica.port() + "/");
            String user = primary.username();
            String password = primary.password();
            execute(url, user, password, "CREATE TABLE t(x int)", "INSERT INTO t VALUES (7)");
            awaitValue(replicaUrl, user, password, 7);
            assertThatThrownBy(() -> execute(replicaUrl, user, password, "UPDATE t SET x = 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("read-only");
            replica.kill();
            execute(url, user, password, "UPDATE t SET x = 8");
            replica.start();
            awaitValue(replicaUrl, user, password, 8);
            primary.kill();
            assertThat(read(replicaUrl, user, password)).isEqualTo(8);
            primary.start();
            execute(url, user, password, "UPDATE t SET x = 9");
            awaitValue(replicaUrl, user, password, 9);
        }
    }

    private static void awaitValue(String url, String user, String password, int value) {
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(read(url, user, password)).isEqualTo(value));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void memcachedIsFrozenKilledAndStartedEmptyAgain(boolean debian) throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                !debian || DebianMemcached.isInstalled(),
                "memcached is not installed (to get it: apt-get install memcached)");
        try (MemcachedServer server = debian
                ? new DebianMemcached(workspace, "memcached")
                : new InfinispanMemcached(workspace, "infinispan")) {
            server.start();
            var builder = new net.rubyeye.xmemcached.XMemcachedClientBuilder(server.address());
            var client = builder.build();
            try {
                assertThat(client.set("key", 60, "value")).isTrue();
                assertThat(client.<String>get("key")).isEqualTo("value");
                server.suspend();
                assertThatThrownBy(() -> client.get("key", 300))
                        .isInstanceOf(java.util.concurrent.TimeoutException.class);
                server.resume();
                server.kill();
                server.start();
                org.awaitility.Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .ignoreExceptions()
                        .until(() -> client.<String>get("key") == null);
                assertThat(client.set("key", 60, "again")).isTrue();
            } finally {
                client.shutdown();
            }
        }
    }

    @Test
    void aSuspendedDatabaseHoldsItsSocketAndAnswersNothing() throws SQLException {
        try (PostgresServer server = PostgresServer.start(workspace, "suspended")) {
            String url = server.jdbcUrl("shop") + "?socketTimeout=1&connectTimeout=1";
            execute(url, server.username(), server.password(), "CREATE TABLE t(x int)", "INSERT INTO t VALUES (7)");
            server.suspend();
            assertThatThrownBy(() -> read(url, server.username(), server.password()))
                    .isInstanceOf(SQLException.class);
            assertThat(server.isAlive()).isTrue();
            server.resume();
            assertThat(read(url, server.username(), server.password())).isEqualTo(7);
        }
    }

    @Test
    void redisKeepsItsAppendOnlyFileThroughAStop() {
        try (RedisServer server = RedisServer.start(workspace, "redis")) {
            try (Jedis redis = new Jedis(server.url())) {
                redis.set("key", "value");
            }
            server.stop();
            server.start();
            try (Jedis redis = new Jedis(server.url())) {
                assertThat(redis.get("key")).isEqualTo("value");
            }
        }
    }

    @Test
    void kafkaKeepsItsRecordsThroughAKill() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(workspace, "kafka")) {
            Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (Admin admin = Admin.create(settings)) {
                admin.createTopics(List.of(new NewTopic("topic", 1, (short) 1)))
                        .all()
                        .get();
            }
            try (KafkaProducer<String, String> producer =
                    new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
                producer.send(new ProducerRecord<>("topic", "key", "value")).get();
            }
            broker.kill();
            broker.start();
            Properties consuming = new Properties();
            consuming.putAll(settings);
            consuming.put("group.id", "test");
            consuming.put("auto.offset.reset", "earliest");
            try (KafkaConsumer<String, String> consumer =
                    new KafkaConsumer<>(consuming, new StringDeserializer(), new StringDeserializer())) {
                consumer.subscribe(List.of("topic"));
                List<String> values = new ArrayList<>();
                for (int poll = 0; poll < 60 && values.isEmpty(); poll++) {
                    consumer.poll(Duration.ofMillis(500)).forEach(found -> values.add(found.value()));
                }
                assertThat(values).containsExactly("value");
            }
        }
    }

    @Test
    void sqsKeepsEveryMessageThatItAcceptedThroughAKill() {
        try (SqsServer server = SqsServer.start(workspace, "sqs")) {
            AmazonSQS sqs = AmazonSQSClientBuilder.standard()
                    .withEndpointConfiguration(
                            new EndpointConfiguration(server.endpoint().toString(), "elasticmq"))
                    .withCredentials(new AWSStaticCredentialsProvider(new BasicAWSCredentials("x", "x")))
                    .build();
            String queue = sqs.createQueue(new CreateQueueRequest("q.fifo").addAttributesEntry("FifoQueue", "true"))
                    .getQueueUrl();
            for (int i = 0; i < 50; i++) {
                sqs.sendMessage(new SendMessageRequest(queue, Integer.toString(i))
                        .withMessageGroupId("g" + i)
                        .withMessageDeduplicationId("d" + i));
            }
            server.kill();
            server.start();
            TreeSet<Integer> received = new TreeSet<>();
            for (int poll = 0; poll < 60 && received.size() < 50; poll++) {
                for (Message message : sqs.receiveMessage(new ReceiveMessageRequest(queue)
                                .withMaxNumberOfMessages(10)
                                .withWaitTimeSeconds(1))
                        .getMessages()) {
                    received.add(Integer.valueOf(message.getBody()));
                }
            }
            assertThat(received)
                    .containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
            sqs.shutdown();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void amqpKeepsDurableMessagesThroughAKill(boolean rabbit) throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                !rabbit || RabbitMq.isInstalled(),
                "RabbitMQ is not installed (to get it: apt-get install rabbitmq-server)");
        try (AmqpBroker broker = rabbit ? new RabbitMq(workspace, "rabbitmq") : new QpidBroker(workspace, "qpid")) {
            broker.start();
            ConnectionFactory factory = new ConnectionFactory();
            factory.setHost(broker.host());
            factory.setPort(broker.port());
            factory.setUsername(broker.username());
            factory.setPassword(broker.password());
            try (Connection connection = factory.newConnection();
                    Channel channel = connection.createChannel()) {
                channel.queueDeclare("queue-that-is-kept", true, false, false, null);
                channel.confirmSelect();
                channel.basicPublish(
                        "",
                        "queue-that-is-kept",
                        MessageProperties.PERSISTENT_TEXT_PLAIN,
                        "kept".getBytes(StandardCharsets.UTF_8));
                channel.waitForConfirmsOrDie(5_000);
            }
            if (rabbit) { // it confirms a definition a moment before that is on disk
                await().atMost(Duration.ofSeconds(30))
                        .ignoreExceptions() // its files come and go
                        .until(() -> isDefined("queue-that-is-kept"));
            }
            broker.kill();
            broker.start();
            try (Connection connection = factory.newConnection();
                    Channel channel = connection.createChannel()) {
                GetResponse found = channel.basicGet("queue-that-is-kept", true);
                assertThat(new String(found.getBody(), StandardCharsets.UTF_8)).isEqualTo("kept");
            }
        }
    }

    private static boolean isDefined(String queue) throws IOException {
        try (Stream<Path> files = Files.walk(workspace.folder("rabbitmq").resolve("mnesia"), 2)) {
            for (Path file : files.filter(DEFINITIONS::matches).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(queue)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static void execute(String url, String user, String password, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static int read(String url, String user, String password) throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT x FROM t")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
