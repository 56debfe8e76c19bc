package dev.breakwater.order;

import dev.breakwater.order.payment.Charge;

/** payment-service itself. */
class PaymentServiceContractTest extends PaymentGatewayContract {

    PaymentServiceContractTest(Shop shop) {
        super(shop);
    }

    @Override
    void arrange() {
        // it works
    }

    @Override
    void hang() {
        shop.payments.does(new StubService.Reaction.Hang());
    }

    @Override
    long handedOver(Charge charge) {
        return asked(shop.payments, charge);
    }
}
