package dev.breakwater.e2e.load;

/**
 * What customers do beside ordering, in shares of the orders.
 *
 * @param reads pages that are looked at for one order: profile, orders and products alike
 * @param quotes questions about shipping for one order
 * @param registrations new customers for one order
 * @param signIns of customers for one order
 */
public record Mix(double reads, double quotes, double registrations, double signIns) {

    /** Almost nothing but orders. */
    public static final Mix BUYING = new Mix(0.1, 0.1, 0.01, 0);

    /** A page for an order, so that every route has traffic. Registering hashes a password, which costs as much as dozens of pages. */
    public static final Mix SHOPPING = new Mix(1, 0.5, 0.02, 0);

    /** The morning: everybody signs in and looks at their profile. Checking a password costs as much as dozens of pages. */
    public static final Mix SIGNING_IN = new Mix(3, 0, 0.02, 0.4);

    /** Mostly pages. */
    public static final Mix BROWSING = new Mix(19, 0, 0.05, 0);
}
