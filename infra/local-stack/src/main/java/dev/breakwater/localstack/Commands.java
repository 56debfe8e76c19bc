package dev.breakwater.localstack;

import java.io.IOException;
import java.nio.file.Path;

/** Runs a command that prepares a service, to its end. */
final class Commands {

    private Commands() {}

    static void run(Workspace workspace, String process, ProcessBuilder command) throws IOException {
        Path log = workspace.log(process);
        try {
            String program = command.command().get(0);
            command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            int status = workspace.launch(process, command).waitFor();
            if (status != 0) {
                throw new IOException(program + " ended with status " + status + ". Its last lines, from " + log + ":\n"
                        + workspace.lastLines(process));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
