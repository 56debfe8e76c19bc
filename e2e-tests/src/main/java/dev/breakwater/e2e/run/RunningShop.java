package dev.breakwater.e2e.run;

import java.util.Map;

/** The whole system while it is up. Closing it ends every process of it. */
public interface RunningShop extends AutoCloseable {

    Shop shop();

    /** Base URLs of services, simulators and backing services, by name. */
    Map<String, String> endpoints();

    /** Ends every process, however far it has come; again and again if need be. */
    @Override
    void close();
}
