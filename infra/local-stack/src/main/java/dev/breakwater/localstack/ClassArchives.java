package dev.breakwater.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * The classes of the brokers and servers that are JVMs, as class-data sharing keeps them: a start then costs half the work (ElasticMQ 1.1 s of processor
 * time instead of 2.3). The build records them once. Without an archive, or with that of another Java, everything starts all the same.
 */
public final class ClassArchives {

    private ClassArchives() {}

    /** Where the archive of that runtime is, for the Java that runs now. */
    static Path of(String runtime) {
        return JavaCommand.built(runtime).resolve("classes-" + Runtime.version() + ".jsa");
    }

    /** Starts and stops each runtime that has no archive newer than its libraries, so that it writes one. */
    public static void main(String[] arguments) throws IOException {
        Path below = Repository.root().resolve("infra/local-stack/target/class-archives");
        try (Workspace workspace = Workspace.create(below, "record")) {
            Map<String, ManagedProcess> runtimes = Map.of(
                    "kafka", new KafkaBroker(workspace, "kafka"),
                    "elasticmq", new SqsServer(workspace, "elasticmq"),
                    "qpid", new QpidBroker(workspace, "qpid"));
            for (var runtime : runtimes.entrySet()) {
                record(runtime.getValue(), runtime.getKey());
            }
        }
    }

    private static void record(ManagedProcess process, String runtime) throws IOException {
        Path archive = of(runtime);
        if (Files.exists(archive)
                && Files.getLastModifiedTime(archive)
                                .compareTo(Files.getLastModifiedTime(
                                        JavaCommand.built(runtime).resolve("lib")))
                        > 0) {
            return;
        }
        // under another name until it is whole; a JVM that writes an archive must not read one
        Path unfinished = archive.resolveSibling("unfinished.jsa");
        Files.deleteIfExists(archive);
        process.archiveClasses(unfinished);
        process.start();
        process.stop();
        // not every Java can write one
        if (Files.exists(unfinished)) {
            Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
