package dev.breakwater.warehouse;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Opens the dock once for all test classes, closes it after the last one, and makes it healthy before each test. */
final class InDock implements BeforeEachCallback, ParameterResolver {

    @Override
    public void beforeEach(ExtensionContext context) {
        dock(context).healthy();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Dock.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return dock(context);
    }

    private static Dock dock(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(InDock.class))
                .getOrComputeIfAbsent(Open.class, key -> new Open(), Open.class)
                .dock;
    }

    /** JUnit closes it with the store. */
    private static final class Open implements ExtensionContext.Store.CloseableResource {

        private final Dock dock = new Dock();

        @Override
        public void close() {
            dock.close();
        }
    }
}
