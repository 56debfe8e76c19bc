package dev.breakwater.payment.system;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one system for all test classes, closes it after the last one, and makes it well and unoccupied before each test. */
final class InSystem implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    @Override
    public void beforeEach(ExtensionContext context) {
        system(context).healthy();
        system(context).idle();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        system(context).healthy();
        system(context).policies();
        system(context).api.anotherUser();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PaymentSystem.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return system(context);
    }

    private static PaymentSystem system(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(InSystem.class))
                .getOrComputeIfAbsent(Open.class, key -> new Open(), Open.class)
                .system;
    }

    /** JUnit closes it with the store. */
    private static final class Open implements ExtensionContext.Store.CloseableResource {

        private final PaymentSystem system = new PaymentSystem(
                "payment-service",
                "breakwater.payments.lease=5s",
                "breakwater.payments.while-stripe-is-away.every=24h", // or it settles what a test is about to
                "breakwater.payments.refunds.retry-after=1s",
                "breakwater.payments.refunds.every=2s");

        @Override
        public void close() {
            system.close();
        }
    }
}
