package dev.breakwater.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One of the project's own services, from its jar. */
public final class ServiceProcess extends ManagedProcess {

    private final Path jar;
    private final Map<String, String> environment;
    private final String heap;
    private final int readinessPort;
    private final int port;
    private volatile String lastWord = "";

    private ServiceProcess(Builder builder, Workspace workspace) {
        super(workspace, builder.name);
        jar = builder.jar;
        environment = Map.copyOf(builder.environment);
        heap = builder.heap;
        port = Integer.parseInt(builder.environment.getOrDefault("SERVER_PORT", "0"));
        readinessPort = Integer.parseInt(builder.environment.getOrDefault("MANAGEMENT_PORT", Integer.toString(port)));
    }

    /** Describes a service by its executable jar. */
    public static Builder jar(String name, Path jar) {
        return new Builder(name, jar);
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    protected String lastWord() {
        return lastWord;
    }

    @Override
    protected ProcessBuilder command() throws IOException {
        if (!Files.exists(jar)) {
            throw new IOException("There is no " + jar + ": build the project with ./mvnw -DskipTests package first");
        }
        Path folder = workspace.folder(name());
        ProcessBuilder command = JavaCommand.in(
                folder, JavaCommand.of(heap, List.of("-jar", extracted(folder).toString())));
        command.environment().putAll(environment);
        return command;
    }

    /** Classes are found faster in jars beside one another than in jars within a jar: it starts with two thirds of the work. */
    private Path extracted(Path folder) throws IOException {
        Path application = folder.resolve("application");
        if (!Files.exists(application)) {
            // under another name until it is whole, should this be killed meanwhile
            Path unfinished = folder.resolve("unfinished");
            Commands.run(
                    workspace,
                    name(),
                    JavaCommand.in(
                            folder,
                            JavaCommand.of(
                                    "64m",
                                    List.of(
                                            "-Djarmode=tools",
                                            "-jar",
                                            jar.toString(),
                                            "extract",
                                            "--force",
                                            "--destination",
                                            unfinished.toString()))));
            Files.move(unfinished, application);
        }
        return application.resolve(jar.getFileName());
    }

    @Override
    protected boolean ready() throws IOException {
        int status = HttpStatus.of("http://127.0.0.1:" + readinessPort + "/actuator/health/readiness");
        lastWord = " (readiness answered " + status + ")";
        return status == HttpStatus.OK;
    }

    /** Collects a service's environment. Not thread-safe. */
    public static final class Builder {

        private final String name;
        private final Path jar;
        private final Map<String, String> environment = new LinkedHashMap<>();
        private String heap = "160m";

        private Builder(String name, Path jar) {
            this.name = name;
            this.jar = jar;
        }

        public Builder env(String variable, Object value) {
            environment.put(variable, value.toString());
            return this;
        }

        /** The most memory for its objects, as {@code -Xmx} takes it; 160m where none is given. */
        public Builder heap(String most) {
            heap = most;
            return this;
        }

        /** Starts it and returns when it is ready. A port is chosen where none was given. */
        public ServiceProcess start(Workspace workspace) {
            ServiceProcess service = in(workspace);
            service.start();
            return service;
        }

        /** The service, not started. */
        public ServiceProcess in(Workspace workspace) {
            environment.computeIfAbsent("SERVER_PORT", variable -> Integer.toString(workspace.freePort()));
            environment.putIfAbsent("SERVER_ADDRESS", "127.0.0.1");
            return new ServiceProcess(this, workspace);
        }
    }
}
