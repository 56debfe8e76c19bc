package dev.breakwater.user;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Sends signals to a child process and its own children: a stopped process hangs, a killed one is gone. */
final class Signals {

    private Signals() {}

    static void send(String signal, ProcessHandle process) throws IOException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal, Long.toString(process.pid())));
        process.descendants().forEach(child -> command.add(Long.toString(child.pid())));
        run(command);
        if (signal.equals("KILL")) {
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());
        }
    }

    static int run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.onExit().join().exitValue();
    }
}
