package dev.breakwater.e2e;

import dev.breakwater.e2e.run.Guards;
import dev.breakwater.e2e.run.RunningShop;
import java.io.IOException;
import java.util.function.Consumer;

/** Starts the whole system, or finds it running. */
@FunctionalInterface
interface Launcher {

    /**
     * Returns when everything is ready.
     *
     * @param target where
     * @param speed waits and windows of the services are divided by it
     * @param guards that the services run with
     * @param progress hears what is being started
     */
    RunningShop start(DemoOptions.Target target, int speed, Guards guards, Consumer<String> progress)
            throws IOException, InterruptedException;
}
