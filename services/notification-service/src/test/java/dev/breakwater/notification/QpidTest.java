package dev.breakwater.notification;

import dev.breakwater.localstack.AmqpBroker;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Everywhere, RabbitMQ installed or not. */
class QpidTest extends AmqpContract {

    @SuppressWarnings("NullAway.Init")
    private static Surroundings around;

    @SuppressWarnings("NullAway.Init")
    private static Service service;

    @BeforeAll
    static void start() throws IOException {
        Surroundings shared = Stack.withoutService();
        around = shared.on(AmqpBroker.startQpid(shared.workspace, "qpid"));
        service = new Service(around);
    }

    @AfterAll
    static void stop() {
        service.close();
        around.amqp.close();
    }

    @AfterEach
    void heal() throws Exception {
        around.heal();
        around.broker.takeDead();
        service.resetBreakers();
    }

    @Override
    Surroundings around() {
        return around;
    }

    @Override
    Service service() {
        return service;
    }

    @Override
    String product() {
        return "Qpid";
    }
}
