package dev.breakwater.localstack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a JVM beside this one, of the same Java. */
final class JavaCommand {

    private static final List<String> SMALL =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k", "-XX:-UsePerfData");

    private JavaCommand() {}

    /** A broker or server of which the build put the libraries into a folder of their own. */
    static List<String> of(String runtime, String heap, List<String> options, String mainClass, List<String> arguments)
            throws IOException {
        Path built = built(runtime);
        Path libraries = built.resolve("lib");
        if (!Files.isDirectory(libraries)) {
            throw new IOException("The libraries of " + runtime + " are not at " + libraries
                    + ": build the project with ./mvnw first");
        }
        List<String> all = new ArrayList<>(options);
        Path archive = ClassArchives.of(runtime);
        if (Files.exists(archive)) {
            all.add("-XX:SharedArchiveFile=" + archive);
        }
        // a runtime may have a main class of ours beside its libraries
        all.addAll(List.of("-cp", libraries + "/*" + File.pathSeparator + built.resolve("classes"), mainClass));
        all.addAll(arguments);
        return of(heap, all);
    }

    static Path built(String runtime) {
        return Repository.root().resolve("infra/local-stack/runtimes/" + runtime + "/target");
    }

    static List<String> of(String heap, List<String> rest) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL);
        command.add("-Xmx" + heap);
        command.addAll(rest);
        return command;
    }

    static ProcessBuilder in(Path folder, List<String> command) throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        List<String> whole = new ArrayList<>(command);
        whole.add(1, "-Djava.io.tmpdir=" + temporary);
        return new ProcessBuilder(whole).directory(folder.toFile());
    }
}
