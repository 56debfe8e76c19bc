package dev.breakwater.order;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Opens the shop once for all test classes, closes it after the last one, and makes it healthy before each test. */
final class InShop implements BeforeEachCallback, ParameterResolver {

    static {
        // a thread of a client that loses its broker may end with that, and the test that broke it is not wrong
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        shop(context).healthy();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Shop.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shop(context);
    }

    private static Shop shop(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(InShop.class))
                .getOrComputeIfAbsent(Open.class, key -> new Open(), Open.class)
                .shop;
    }

    /** JUnit closes it with the store. */
    private static final class Open implements ExtensionContext.Store.CloseableResource {

        private final Shop shop = new Shop();

        @Override
        public void close() {
            shop.close();
        }
    }
}
