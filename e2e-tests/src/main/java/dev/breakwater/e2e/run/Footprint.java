package dev.breakwater.e2e.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How much memory the whole system holds. */
public final class Footprint {

    private static final long PER_KIB = 1024;

    private Footprint() {}

    /**
     * Resident bytes of these processes and of their children, as the kernel counts them for each: pages that several
     * share, as the processes of PostgreSQL do, are counted for every one of them.
     *
     * @return empty where the kernel has no {@code /proc}
     */
    public static OptionalLong residentBytes(Collection<Victim> processes) {
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(processes.stream()
                .flatMap(process -> ProcessHandle.of(process.pid()).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(process -> resident(process.pid()))
                .sum());
    }

    static long resident(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * PER_KIB)
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }
}
