package dev.breakwater.monitoring;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program of Prometheus' that is used where it is installed. */
final class Program {

    record Outcome(int status, String output) {}

    private final Path binary;

    private Program(Path binary) {
        this.binary = binary;
    }

    /** Skips the test, and says what is missing, where the program is not on the path. */
    static Program installed(String name, String debianPackage) {
        List<Path> found = Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .toList();
        if (found.isEmpty()) {
            String missing = name + " is not installed (to get it: apt-get install " + debianPackage + ")";
            System.out.println(missing); // nobody is shown why a test was skipped
            abort(missing);
        }
        return new Program(found.get(0));
    }

    /** Starts it; the caller ends it. */
    Process start(Path log, String... arguments) throws IOException {
        return builder(arguments).redirectOutput(log.toFile()).start();
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        Process process = builder(arguments).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(binary.toString()));
        Stream.of(arguments).forEach(command::add);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
