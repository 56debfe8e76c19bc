package dev.breakwater.localstack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A run in a JVM of its own, which tests kill: a PostgreSQL and a Redis, the PostgreSQL frozen if asked. */
final class AnotherRun implements AutoCloseable {

    private final Process jvm;
    private final Map<String, String> told = new HashMap<>();

    private AnotherRun(Process jvm) {
        this.jvm = jvm;
    }

    /** Returns when its services run. */
    static AnotherRun start(Path below, String... options) throws IOException {
        List<String> command = new ArrayList<>(JavaCommand.of(
                "64m",
                List.of(
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-Dbreakwater.root=" + Repository.root(),
                        "-cp",
                        System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                        AnotherRun.class.getName(),
                        below.toString())));
        command.addAll(List.of(options));
        AnotherRun run = new AnotherRun(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(run.jvm.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("up")) {
                return run;
            }
            run.told.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
        }
        throw new IOException("the other run ended while it started");
    }

    Path folder() {
        return Path.of(told.getOrDefault("folder", ""));
    }

    Pid process(String name) {
        return Pid.parse(told.getOrDefault(name, ""));
    }

    /** SIGKILL, as the kernel does when memory is short. */
    void kill() throws InterruptedException {
        jvm.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    /** SIGTERM, as Ctrl-C does. Returns when it has ended. */
    void terminate() throws InterruptedException {
        jvm.destroy();
        jvm.waitFor(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        jvm.destroyForcibly();
    }

    /** The other JVM's program. */
    public static void main(String[] arguments) throws Exception {
        Workspace workspace = Workspace.create(Path.of(arguments[0]), "other");
        PostgresServer postgres = PostgresServer.start(workspace, "postgres");
        RedisServer redis = RedisServer.start(workspace, "redis");
        if (List.of(arguments).contains("frozen")) {
            postgres.suspend();
        }
        System.out.println("folder " + workspace.folder());
        tell("postgres", postgres.pid());
        tell("redis", redis.pid());
        tell("warden", workspace.wardenPid());
        // a backend: what the server itself has started
        tell(
                "backend",
                ProcessHandle.of(postgres.pid())
                        .orElseThrow()
                        .children()
                        .findFirst()
                        .orElseThrow()
                        .pid());
        System.out.println("up");
        Thread.currentThread().join();
    }

    private static void tell(String name, long number) throws IOException {
        System.out.println(name + " " + Pid.of(number, name));
    }
}
