package dev.breakwater.order;

/** Its fallback: everybody's price. */
class ListPriceContractTest extends DiscountsContract {

    ListPriceContractTest(Shop shop) {
        super(shop);
    }

    @Override
    void arrange() {
        shop.breaker("user-service").transitionToForcedOpenState();
    }

    @Override
    int ofAda() {
        return 0;
    }
}
