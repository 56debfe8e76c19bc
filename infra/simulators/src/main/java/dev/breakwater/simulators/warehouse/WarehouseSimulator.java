package dev.breakwater.simulators.warehouse;

import dev.breakwater.simulators.admin.AdminApi;
import dev.breakwater.simulators.admin.FrontDoor;
import dev.breakwater.simulators.faults.FaultGate;
import dev.breakwater.simulators.faults.Faults;
import dev.breakwater.simulators.http.SimulatorServer;
import dev.breakwater.simulators.ledger.RequestLog;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** One warehouse on a port of its own. State lives in memory and ends with it. Thread-safe. */
public final class WarehouseSimulator implements AutoCloseable {

    private static final int MAX_BODY_BYTES = 64 << 10;
    private static final long PLENTY = 1_000_000;

    private final Config config;
    private final Faults faults;
    private final Shelves shelves;
    private final WarehouseLedger ledger;
    private final SimulatorServer server;

    /**
     * What one warehouse is started with. The {@code with…} methods make changed copies.
     *
     * @param warehouse its name, such as {@code north}
     * @param address to listen on, a host name or IP address
     * @param port to listen on, 0 for any free one
     * @param apiKey that callers must send as {@code X-Api-Key}, 8 characters at least
     * @param stock pieces on the shelves at the start, by product
     * @param clock of timestamps
     * @param nanoTime of fault durations, a clock that never jumps
     */
    public record Config(
            String warehouse,
            String address,
            int port,
            String apiKey,
            Map<String, Long> stock,
            Clock clock,
            LongSupplier nanoTime) {

        private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");

        public Config {
            if (!NAME.matcher(warehouse).matches()) {
                throw new IllegalArgumentException("a warehouse's name must be like " + NAME.pattern());
            }
            if (apiKey.length() < 8) {
                throw new IllegalArgumentException("the warehouse's API key must have 8 characters at least");
            }
            stock = Map.copyOf(stock);
        }

        /** The warehouse {@code north} on any free port of the loopback interface, a random key, a million of everything. */
        public static Config random() {
            Map<String, Long> stock = new TreeMap<>();
            for (String sku : new String[] {"BW-ANCHOR", "BW-BELL", "BW-CHART", "BW-LAMP", "BW-ROPE"}) {
                stock.put(sku, PLENTY);
            }
            return new Config(
                    "north", "127.0.0.1", 0, "wh_" + UUID.randomUUID(), stock, Clock.systemUTC(), System::nanoTime);
        }

        public Config withWarehouse(String value) {
            return new Config(value, address, port, apiKey, stock, clock, nanoTime);
        }

        public Config withAddress(String value) {
            return new Config(warehouse, value, port, apiKey, stock, clock, nanoTime);
        }

        public Config withPort(int value) {
            return new Config(warehouse, address, value, apiKey, stock, clock, nanoTime);
        }

        public Config withApiKey(String value) {
            return new Config(warehouse, address, port, value, stock, clock, nanoTime);
        }

        public Config withStock(Map<String, Long> value) {
            return new Config(warehouse, address, port, apiKey, value, clock, nanoTime);
        }

        public Config withNanoTime(LongSupplier value) {
            return new Config(warehouse, address, port, apiKey, stock, clock, value);
        }
    }

    private WarehouseSimulator(Config config) {
        this.config = config;
        RequestLog requests = new RequestLog();
        shelves = new Shelves(config.stock(), config.clock());
        ledger = new WarehouseLedger(config.warehouse(), shelves, requests);
        faults = new Faults(config.nanoTime());
        WarehouseApi api = new WarehouseApi(config.warehouse(), config.apiKey(), shelves, config.clock());
        AdminApi admin = new AdminApi(faults, ledger::json);
        server = SimulatorServer.start(
                "warehouse-" + config.warehouse(),
                config.address(),
                config.port(),
                MAX_BODY_BYTES,
                new StockPage(shelves, new FrontDoor(admin, new FaultGate(faults, api, requests), api, "/v1/")));
    }

    /**
     * Starts one.
     *
     * @throws IllegalStateException if the port cannot be bound
     */
    public static WarehouseSimulator start(Config config) {
        return new WarehouseSimulator(config);
    }

    public String warehouse() {
        return config.warehouse();
    }

    /** {@code http://127.0.0.1:port}, without a slash at the end. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return server.port();
    }

    /** Connections that are open at this moment, held ones included. */
    public int openConnections() {
        return server.openConnections();
    }

    public String apiKey() {
        return config.apiKey();
    }

    /**
     * Puts that many on the shelf, as {@code PUT /_sim/stock/{sku}} does; what orders hold stays theirs.
     *
     * @param pieces 0 or more
     */
    public void stock(String sku, long pieces) {
        if (pieces < 0) {
            throw new IllegalArgumentException("pieces must be 0 or more, was " + pieces);
        }
        shelves.set(sku, pieces);
    }

    /** The switches, as {@code /_sim/faults} has them. */
    public Faults faults() {
        return faults;
    }

    /** The truth, as {@code /_sim/ledger} has it. */
    public WarehouseLedger ledger() {
        return ledger;
    }

    @Override
    public void close() {
        server.close();
    }
}
