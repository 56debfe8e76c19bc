package dev.breakwater.e2e.run;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Where everything is that a scenario touches.
 *
 * @param simulators base URLs of the simulators, by the name of what they simulate
 * @param breakers base URLs of the services' actuators, by service
 * @param queue where payment-fallback-service tells how many payments wait
 * @param internalToken what services show one another
 * @param databases by the name of their process
 * @param processes all processes of the system by name; those that chaos may kill among them
 * @param guards that its services run with
 */
public record Shop(
        URI gateway,
        Map<String, URI> simulators,
        Map<String, URI> breakers,
        URI queue,
        String internalToken,
        Map<String, Database> databases,
        Map<String, Victim> processes,
        Guards guards) {

    /** What has breakers: the edge and every service behind it. */
    public static final List<String> SERVICES = List.of(
            "gateway",
            "user-service",
            "order-service",
            "payment-service",
            "payment-fallback-service",
            "inventory-service",
            "warehouse-service",
            "notification-service");

    /** How to read a database. */
    public record Database(String jdbcUrl, String username, String password) {}

    /** The simulator of that name, which there must be. */
    public URI simulator(String name) {
        return present(simulators, name);
    }

    /** The database of that process, which there must be. */
    public Database database(String name) {
        return present(databases, name);
    }

    /** The process of that name, which there must be. */
    public Victim process(String name) {
        return present(processes, name);
    }

    private static <T> T present(Map<String, T> all, String name) {
        T found = all.get(name);
        if (found == null) {
            throw new IllegalStateException("there is no " + name + " among " + all.keySet());
        }
        return found;
    }

    @Override
    public String toString() {
        return "shop at " + gateway;
    }
}
