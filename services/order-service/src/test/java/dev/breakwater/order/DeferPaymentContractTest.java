package dev.breakwater.order;

import dev.breakwater.order.payment.Charge;

/** Its first fallback: the queue at payment-fallback-service. */
class DeferPaymentContractTest extends PaymentGatewayContract {

    DeferPaymentContractTest(Shop shop) {
        super(shop);
    }

    @Override
    void arrange() {
        shop.payments.refuse();
    }

    @Override
    void hang() {
        shop.queue.does(new StubService.Reaction.Hang());
    }

    @Override
    long handedOver(Charge charge) {
        return asked(shop.queue, charge);
    }
}
