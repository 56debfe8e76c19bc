package dev.breakwater.order;

import static org.awaitility.Awaitility.await;

import dev.breakwater.order.payment.Charge;
import java.time.Duration;

/** Its last fallback: the outbox, from which the queue gets the charge when it is back. */
class HoldInOutboxContractTest extends PaymentGatewayContract {

    HoldInOutboxContractTest(Shop shop) {
        super(shop);
    }

    @Override
    void arrange() {
        shop.payments.refuse();
        shop.queue.refuse();
    }

    @Override
    void hang() {
        shop.payments.accept();
        shop.payments.does(new StubService.Reaction.Hang());
        shop.queue.accept();
        shop.queue.does(new StubService.Reaction.Hang());
    }

    @Override
    long handedOver(Charge charge) {
        shop.queue.accept();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> shop.count("outbox WHERE destination = 'payment-fallback-service'") == 0);
        return asked(shop.queue, charge);
    }
}
