package dev.breakwater.simulators.http;

import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A Jetty server on one port that hands every request to an {@link Exchange}. Thread-safe. */
public final class SimulatorServer implements AutoCloseable {

    private static final int MAX_THREADS = 32;
    private static final int BACKLOG =
            1024; // a burst of 500 connects while all are held must not be refused by the kernel

    private final Server server;
    private final ServerConnector connector;

    private SimulatorServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts to listen.
     *
     * @param name of the threads
     * @param address to bind to, a host name or IP address
     * @param port to bind to, 0 for any free one
     * @param maxBodyBytes a longer request body is answered 413
     * @throws IllegalStateException if the port cannot be bound
     */
    public static SimulatorServer start(String name, String address, int port, int maxBodyBytes, Exchange exchange) {
        QueuedThreadPool threads = new QueuedThreadPool(
                MAX_THREADS, 4, (int) Duration.ofSeconds(30).toMillis());
        threads.setName(name);
        threads.setDaemon(true);
        Server server = new Server(threads);
        server.setStopTimeout(0);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(
                UriCompliance.UNSAFE); // odd paths are the simulator's to refuse, in the provider's own words
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address);
        connector.setPort(port);
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(Duration.ofMinutes(5).toMillis());
        server.addConnector(connector);
        server.setHandler(new ExchangeHandler(exchange, maxBodyBytes));
        server.setErrorHandler(new BareErrors());
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("cannot listen on " + address + ":" + port + ": " + e.getMessage(), e);
        }
        return new SimulatorServer(server, connector);
    }

    /** The port that is listened on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Connections that are open at this moment, held ones included. */
    public int openConnections() {
        return connector.getConnectedEndPoints().size();
    }

    /** Closes the port and every connection, held ones included. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop listening on " + port(), e);
        }
    }
}
