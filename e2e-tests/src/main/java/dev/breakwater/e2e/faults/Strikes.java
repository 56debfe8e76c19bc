package dev.breakwater.e2e.faults;

import dev.breakwater.e2e.run.Shop;

/** Finds in a running system what a fault is about. */
public final class Strikes {

    private Strikes() {}

    /**
     * Prepares a fault; nothing is broken yet.
     *
     * @param speed that the system was started with
     * @throws IllegalStateException if the system has no such part
     */
    public static Strike on(Shop shop, Fault fault, int speed) {
        return fault.switched()
                .<Strike>map(how -> new SwitchStrike(fault, how, shop.simulator(fault.target()), speed))
                .orElseGet(() -> new ProcessStrike(fault, shop.process(fault.target())));
    }
}
