package dev.breakwater.e2e.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the services hold at one moment, as the kernel tells it: what an outage made them take must be given back when it is over. */
public final class Resources {

    /** A second look never finds exactly as many: timers and clients of brokers start a thread now and then. */
    private static final int FEW_THREADS = 8;

    private static final int FEW_SOCKETS = 2;

    /** Compiled code and a heap that has found its size; a leak does not stop there. */
    private static final double MORE_MEMORY = 1.25;

    /**
     * Not counted: the threads of the HTTP server's pool, which keeps idle ones for a minute and has an upper bound, and those
     * that the JVM starts for itself.
     */
    private static final List<String> BOUNDED =
            List.of("http-nio", "reactor-http", "C1 Compiler", "C2 Compiler", "GC Thread", "G1 ");

    private static final String CLOSE_WAIT = "08";

    /**
     * What one process holds.
     *
     * @param threads without those of bounded pools
     * @param halfClosed connections that the other side has closed and this one has not: nobody looks after them any more
     * @param residentBytes of memory
     */
    record Held(int threads, int halfClosed, long residentBytes) {}

    private final Map<String, Held> services;

    Resources(Map<String, Held> services) {
        this.services = Map.copyOf(services);
    }

    /** What they hold now; a service that is away holds nothing. */
    public static Resources of(Shop shop) {
        Map<String, Held> services = new LinkedHashMap<>();
        Set<String> halfClosed = halfClosed();
        shop.processes().forEach((name, process) -> {
            if (Shop.SERVICES.contains(name)) {
                services.put(name, held(process.pid(), halfClosed));
            }
        });
        return new Resources(services);
    }

    /** Whether no service holds more than it did before. */
    public Invariant backAt(Resources before) {
        List<String> offenders = new ArrayList<>();
        int threads = 0;
        long memory = 0;
        long memoryBefore = 0;
        for (Map.Entry<String, Held> service : services.entrySet()) {
            Held now = service.getValue();
            Held then = before.services.getOrDefault(service.getKey(), now);
            if (now.threads > then.threads + FEW_THREADS) {
                offenders.add(service.getKey() + " has " + now.threads + " threads, had " + then.threads);
            }
            if (now.halfClosed > then.halfClosed + FEW_SOCKETS) {
                offenders.add(service.getKey() + " has " + now.halfClosed + " half-closed connections, had "
                        + then.halfClosed);
            }
            threads += now.threads - then.threads;
            memory += now.residentBytes;
            memoryBefore += then.residentBytes;
        }
        if (memory > MORE_MEMORY * memoryBefore) {
            offenders.add((memory >> 20) + " MiB, were " + (memoryBefore >> 20));
        }
        return Invariant.unless(
                offenders,
                "resourcesAreGivenBack",
                services.size() + " services: " + (threads > 0 ? "+" : "") + threads + " threads, " + (memory >> 20)
                        + " MiB (" + (memoryBefore >> 20) + " while all was well), no connection left half-closed");
    }

    private static Held held(long pid, Set<String> halfClosed) {
        Path process = Path.of("/proc", Long.toString(pid));
        return new Held(threads(process), sockets(process, halfClosed), Footprint.resident(pid));
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

    private static int sockets(Path process, Set<String> wanted) {
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            return (int)
                    descriptors.map(Resources::link).filter(wanted::contains).count();
        } catch (IOException gone) {
            return 0;
        }
    }

    private static Set<String> halfClosed() {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : read(Path.of(table)).split("\n", -1)) {
                String[] fields = line.trim().split("\\s+", -1);
                if (fields.length > 9 && fields[3].equals(CLOSE_WAIT)) {
                    sockets.add("socket:[" + fields[9] + "]");
                }
            }
        }
        return sockets;
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
