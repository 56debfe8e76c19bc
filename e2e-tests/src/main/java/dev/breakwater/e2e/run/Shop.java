package dev.breakwater.e2e.run;

import java.net.URI;
import java.util.Map;

/**
 * Where everything is that a scenario touches.
 *
 * @param breakers base URLs of the services' actuators, by service
 * @param queue where payment-fallback-service tells how many payments wait
 * @param internalToken what services show one another
 * @param processes all processes of the system by name; those that chaos may kill among them
 */
public record Shop(
        URI gateway,
        URI stripe,
        URI sendgrid,
        Map<String, URI> breakers,
        URI queue,
        String internalToken,
        Database orders,
        Database payments,
        Database inventory,
        Map<String, Victim> processes) {

    /** How to read a database. */
    public record Database(String jdbcUrl, String username, String password) {}

    @Override
    public String toString() {
        return "shop at " + gateway;
    }
}
