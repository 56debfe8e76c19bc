package dev.breakwater.order;

/** user-service itself. */
class UserServiceContractTest extends DiscountsContract {

    UserServiceContractTest(Shop shop) {
        super(shop);
    }

    @Override
    void arrange() {
        // it works
    }

    @Override
    int ofAda() {
        return 15;
    }
}
