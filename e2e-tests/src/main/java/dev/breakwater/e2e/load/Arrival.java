package dev.breakwater.e2e.load;

import java.util.List;

/**
 * One thing that a customer asks of the shop, at its time.
 *
 * @param atNanos after the start of the phase
 * @param customer index of who asks
 * @param wish what is asked
 */
public record Arrival(long atNanos, int customer, Wish wish) {

    /** What is asked. */
    public sealed interface Wish permits PlaceOrder, Read, AskForShipping, Register, SignIn {

        Route route();
    }

    /**
     * An order is placed.
     *
     * @param cardDeclines whether the issuer refuses this card whenever it is asked
     * @param totalMinor what the basket costs, in minor units
     */
    public record PlaceOrder(
            String idempotencyKey,
            List<Line> lines,
            String paymentMethod,
            boolean cardDeclines,
            long totalMinor,
            String currency)
            implements Wish {

        @Override
        public Route route() {
            return Route.ORDER;
        }
    }

    /** A page is looked at. */
    public enum Read implements Wish {
        PROFILE(Route.PROFILE, "/api/users/me"),
        ORDERS(Route.ORDER_LIST, "/api/orders?limit=10"),
        PRODUCTS(Route.PRODUCTS, "/api/products");

        private final Route route;
        private final String path;

        Read(Route route, String path) {
            this.route = route;
            this.path = path;
        }

        @Override
        public Route route() {
            return route;
        }

        public String path() {
            return path;
        }
    }

    /** What would it cost to have these sent to me? */
    public record AskForShipping(List<Line> lines) implements Wish {

        @Override
        public Route route() {
            return Route.QUOTE;
        }
    }

    /**
     * Somebody becomes a customer.
     *
     * @param name unlike any other of this run and before
     */
    public record Register(String name) implements Wish {

        @Override
        public Route route() {
            return Route.REGISTRATION;
        }
    }

    /** A customer signs in once more, from another device. */
    public record SignIn() implements Wish {

        @Override
        public Route route() {
            return Route.SIGN_IN;
        }
    }

    /** So many of one product. */
    public record Line(String sku, int quantity) {}
}
