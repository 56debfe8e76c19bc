package dev.breakwater.simulators;

import dev.breakwater.simulators.warehouse.WarehouseSimulator;
import java.util.ArrayList;
import java.util.List;

/** The warehouses that run in this process: three, or none where no API key is set. */
record WarehouseSimulators(List<WarehouseSimulator> all) implements AutoCloseable {

    static WarehouseSimulators start(WarehouseSimulatorProperties warehouse, String address) {
        List<WarehouseSimulator> started = new ArrayList<>();
        if (!warehouse.apiKey().isBlank()) {
            warehouse
                    .ports()
                    .forEach((name, port) -> started.add(WarehouseSimulator.start(WarehouseSimulator.Config.random()
                            .withWarehouse(name)
                            .withAddress(address)
                            .withPort(port)
                            .withApiKey(warehouse.apiKey()))));
        }
        return new WarehouseSimulators(List.copyOf(started));
    }

    @Override
    public void close() {
        all.forEach(WarehouseSimulator::close);
    }
}
