package dev.breakwater.payment.system;

import dev.breakwater.localstack.ManagedProcess;
import dev.breakwater.payment.PaymentServiceApplication;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** payment-service in a JVM of its own, so that it can be killed. */
final class PaymentProcess extends ManagedProcess {

    private final Map<String, String> environment;
    private final String baseUrl;

    PaymentProcess(Surroundings surroundings, Map<String, String> more) {
        super(surroundings.workspace, "payment-service");
        int port = surroundings.workspace.freePort();
        baseUrl = "http://127.0.0.1:" + port;
        environment = new TreeMap<>(surroundings.environment());
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.putAll(more);
    }

    String baseUrl() {
        return baseUrl;
    }

    @Override
    protected ProcessBuilder command() {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx160m",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                PaymentServiceApplication.class.getName());
        command.environment().putAll(environment);
        return command;
    }

    @Override
    protected boolean ready() {
        URI readiness = URI.create(baseUrl + "/actuator/health/readiness");
        return PaymentApi.send(HttpRequest.newBuilder(readiness)).status() == 200;
    }
}
