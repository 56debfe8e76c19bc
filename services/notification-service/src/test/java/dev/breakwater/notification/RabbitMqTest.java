package dev.breakwater.notification;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/** Where RabbitMQ is installed. */
class RabbitMqTest extends AmqpContract {

    private final Stack stack = Stack.shared();

    @BeforeEach
    void heal() throws Exception {
        Assumptions.assumeTrue(stack.surroundings.amqp.product().contains(product()));
        stack.heal();
    }

    @Override
    Surroundings around() {
        return stack.surroundings;
    }

    @Override
    Service service() {
        return stack.service;
    }

    @Override
    String product() {
        return "RabbitMQ";
    }
}
