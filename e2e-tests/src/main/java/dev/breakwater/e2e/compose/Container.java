package dev.breakwater.e2e.compose;

import dev.breakwater.e2e.run.Victim;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** A service's container: killed, paused or cut off from its network by the engine. */
final class Container implements Victim {

    private static final long PAUSE_NANOS = 100_000_000;

    private final Docker docker;
    private final String name;
    private final String id;
    /** Whose network it has: its own, or the one that it shares. */
    private final String networkHolder;

    private final String network;
    private final boolean hangsByCut;

    /** @param hangsByCut {@link #suspend()} cuts it off instead of pausing it */
    Container(Docker docker, String name, String id, String networkHolder, String network, boolean hangsByCut) {
        this.docker = docker;
        this.name = name;
        this.id = id;
        this.networkHolder = networkHolder;
        this.network = network;
        this.hangsByCut = hangsByCut;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long pid() {
        try {
            return Long.parseLong(inspect(id, "{{.State.Pid}}"));
        } catch (IOException | InterruptedException gone) {
            return 0;
        }
    }

    @Override
    public void kill() throws IOException, InterruptedException {
        docker.run("kill", id);
    }

    @Override
    public void start() throws IOException, InterruptedException {
        docker.run("start", id);
        while (!inspect(id, "{{.State.Health.Status}}").equals("healthy")) {
            LockSupport.parkNanos(PAUSE_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException(name + " did not become healthy");
            }
        }
    }

    @Override
    public void suspend() throws IOException, InterruptedException {
        if (hangsByCut) {
            docker.run("network", "disconnect", network, networkHolder);
        } else {
            docker.run("pause", id);
        }
    }

    @Override
    public void resume() throws IOException, InterruptedException {
        if (hangsByCut) {
            reconnect();
        } else {
            docker.run("unpause", id);
        }
    }

    /** Under the names it had: an engine knows a container by its id, others know it by what compose calls it. */
    private void reconnect() throws IOException, InterruptedException {
        if (networkHolder.equals(id)) {
            docker.run("network", "connect", "--alias", name, network, id);
        } else {
            docker.run("network", "connect", "--alias", name, "--alias", "order-envoy", network, networkHolder);
        }
    }

    @Override
    public boolean isAlive() {
        return state("{{.State.Running}}", "true");
    }

    @Override
    public boolean isStopped() {
        return hangsByCut
                ? state(
                        "{{if index .NetworkSettings.Networks \"" + network + "\"}}on{{else}}cut{{end}}",
                        networkHolder,
                        "cut")
                : state("{{.State.Paused}}", "true");
    }

    private boolean state(String format, String expected) {
        return state(format, id, expected);
    }

    private boolean state(String format, String container, String expected) {
        try {
            return inspect(container, format).equals(expected);
        } catch (IOException gone) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String inspect(String container, String format) throws IOException, InterruptedException {
        return docker.run("inspect", "--format", format, container);
    }
}
