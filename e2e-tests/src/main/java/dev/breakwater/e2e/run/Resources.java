package dev.breakwater.e2e.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the services hold at one moment, as the kernel tells it: what an outage made them take must be given back when it is over. */
public final class Resources {

    /** A second look never finds exactly as many: timers and clients of brokers start a thread now and then. */
    private static final int FEW_THREADS = 8;

    private static final int FEW_SOCKETS = 2;

    private static final int FEW_CONNECTIONS = 16;

    /** Compiled code and a heap that has found its size; a leak does not stop there. */
    private static final double MORE_MEMORY = 1.25;

    /**
     * Not counted: the threads of the HTTP server's pool, which keeps idle ones for a minute and has an upper bound, and those
     * that the JVM starts for itself.
     */
    private static final List<String> BOUNDED =
            List.of("http-nio", "reactor-http", "C1 Compiler", "C2 Compiler", "GC Thread", "G1 ");

    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String ESTABLISHED = "01";
    private static final String CLOSE_WAIT = "08";
    private static final String LISTEN = "0A";

    /**
     * What one process holds.
     *
     * @param threads without those of bounded pools
     * @param connections that it has opened to others
     * @param halfClosed connections that the other side has closed and this one has not: nobody looks after them any more
     * @param residentBytes of memory
     */
    record Held(int threads, int connections, int halfClosed, long residentBytes) {}

    private final Map<String, Held> services;

    Resources(Map<String, Held> services) {
        this.services = Map.copyOf(services);
    }

    /** What they hold now; a service that is away holds nothing. */
    public static Resources of(Shop shop) {
        Map<String, Held> services = new LinkedHashMap<>();
        shop.processes().forEach((name, process) -> {
            if (Shop.SERVICES.contains(name)) {
                services.put(name, held(process.pid()));
            }
        });
        return new Resources(services);
    }

    /**
     * Whether no service holds more than it did before.
     *
     * @param atOnce how many requests were in work at once meanwhile: so many connections may be idle in a pool for a while. More than that
     *     were not given back
     */
    public Invariant backAt(Resources before, int atOnce) {
        List<String> offenders = new ArrayList<>();
        int threads = 0;
        int connections = 0;
        long memory = 0;
        long memoryBefore = 0;
        for (Map.Entry<String, Held> service : services.entrySet()) {
            Held now = service.getValue();
            Held then = before.services.getOrDefault(service.getKey(), now);
            if (now.threads > then.threads + FEW_THREADS) {
                offenders.add(service.getKey() + " has " + now.threads + " threads, had " + then.threads);
            }
            if (now.connections > then.connections + FEW_CONNECTIONS + atOnce) {
                offenders.add(service.getKey() + " has " + now.connections + " connections, had " + then.connections);
            }
            if (now.halfClosed > then.halfClosed + FEW_SOCKETS) {
                offenders.add(service.getKey() + " has " + now.halfClosed + " half-closed connections, had "
                        + then.halfClosed);
            }
            threads += now.threads - then.threads;
            connections += now.connections - then.connections;
            memory += now.residentBytes;
            memoryBefore += then.residentBytes;
        }
        if (memory > MORE_MEMORY * memoryBefore) {
            offenders.add((memory >> 20) + " MiB, were " + (memoryBefore >> 20));
        }
        return Invariant.unless(
                offenders,
                "resourcesAreGivenBack",
                String.format(
                        Locale.ROOT,
                        "%d services: %+d threads, %+d connections, %d MiB (%d while all was well), none left half-closed",
                        services.size(),
                        threads,
                        connections,
                        memory >> 20,
                        memoryBefore >> 20));
    }

    private static Held held(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<String> sockets = sockets(process);
        List<String[]> connections = connections(process).stream()
                .filter(fields -> sockets.contains("socket:[" + fields[INODE] + "]"))
                .toList();
        Set<String> served = connections.stream()
                .filter(fields -> fields[STATE].equals(LISTEN))
                .map(Resources::localPort)
                .collect(Collectors.toSet());
        return new Held(
                threads(process),
                (int) connections.stream()
                        .filter(fields -> fields[STATE].equals(ESTABLISHED) && !served.contains(localPort(fields)))
                        .count(),
                (int) connections.stream()
                        .filter(fields -> fields[STATE].equals(CLOSE_WAIT))
                        .count(),
                Footprint.resident(pid));
    }

    private static int threads(Path process) {
        try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
            return (int) tasks.map(task -> read(task.resolve("comm")))
                    .filter(name -> !name.isEmpty() && BOUNDED.stream().noneMatch(name::startsWith))
                    .count();
        } catch (IOException gone) {
            return 0;
        }
    }

    private static Set<String> sockets(Path process) {
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            return descriptors.map(Resources::link).collect(Collectors.toSet());
        } catch (IOException gone) {
            return Set.of();
        }
    }

    /** All of the network that the process is in, as the kernel's columns. */
    private static List<String[]> connections(Path process) {
        return Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> read(process.resolve(table)).lines())
                .map(line -> line.trim().split("\\s+", -1))
                .filter(fields -> fields.length > INODE)
                .toList();
    }

    private static String localPort(String[] fields) {
        return fields[LOCAL].substring(fields[LOCAL].indexOf(':') + 1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }

    private static String link(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }
}
