package dev.breakwater.e2e;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Where one run writes what it tells: {@code target/demo}, or {@code target/demo-2} and so on while another run of the same clone has
 * that. It is the run's until the JVM ends, however it ends.
 */
final class RunFolder implements AutoCloseable {

    static final String ENDPOINTS = "endpoints.json";
    private static final String LOCK = ".lock";
    private static final int MOST = 20;

    private final Path path;
    private final FileChannel channel;

    private RunFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** The first that is free, without the endpoints of a run before. */
    static RunFolder claim(Path target) throws IOException {
        for (int number = 1; number <= MOST; number++) {
            Path path = target.resolve(number == 1 ? "demo" : "demo-" + number);
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) != null) {
                Files.deleteIfExists(path.resolve(ENDPOINTS));
                channel.truncate(0);
                channel.write(
                        ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
                return new RunFolder(path, channel);
            }
            channel.close();
        }
        throw new IOException(MOST + " runs of this clone are up already");
    }

    Path path() {
        return path;
    }

    Path endpoints() {
        return path.resolve(ENDPOINTS);
    }

    /** Whether another run had the usual one. */
    boolean isAnother() {
        return !path.endsWith("demo");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisJvm) {
            return null;
        }
    }
}
