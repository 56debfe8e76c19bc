package dev.breakwater.paymentfallback.queue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.localstack.SqsServer;
import dev.breakwater.paymentfallback.SharedSqs;
import dev.breakwater.resilience.Speed;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The one there is, on a server that speaks SQS. */
class SqsPaymentQueueTest extends PaymentQueueContract {

    @SuppressWarnings("NullAway.Init")
    private static SqsServer sqs;

    @SuppressWarnings("NullAway.Init")
    private static SqsPaymentQueue queue;

    @BeforeAll
    static void start() {
        sqs = SharedSqs.empty();
        queue = new SqsPaymentQueue(
                new SqsProperties(
                        sqs.endpoint(),
                        "eu-central-1",
                        "local",
                        "local",
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        2,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3),
                        Duration.ZERO),
                new Speed(1),
                new ObjectMapper());
    }

    @AfterAll
    static void stop() {
        queue.destroy();
    }

    @Override
    PaymentQueue queue() {
        return queue;
    }

    @Override
    void kill() {
        sqs.kill();
    }

    @Override
    void restart() {
        sqs.start();
    }
}
