package dev.breakwater.e2e.faults;

import dev.breakwater.e2e.faults.Fault.Leak;
import dev.breakwater.e2e.faults.Fault.Switched;
import dev.breakwater.e2e.run.Shop;
import dev.breakwater.e2e.run.Shop.Database;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds in a running system what a fault is about. */
public final class Strikes {

    private Strikes() {}

    /**
     * Prepares a fault; nothing is broken yet.
     *
     * @param speed that the system was started with
     * @param perSecond how many orders come meanwhile
     * @throws IllegalStateException if the system has no such part
     */
    public static Strike on(Shop shop, Fault fault, int speed, double perSecond) {
        if (fault.means() instanceof Switched how) {
            return new SwitchStrike(fault, how, shop.simulator(fault.target()), speed, perSecond);
        }
        return fault.means() instanceof Leak leak
                ? new LeakStrike(fault, leak, servers(shop, fault.target()))
                : new ProcessStrike(fault, shop.process(fault.target()));
    }

    private static Map<String, Database> servers(Shop shop, String primary) {
        Map<String, Database> servers = new LinkedHashMap<>();
        servers.put(primary, shop.database(primary));
        shop.databases().forEach((name, database) -> {
            if (name.startsWith(primary + "-replica")) {
                servers.put(name, database);
            }
        });
        return servers;
    }
}
