package dev.breakwater.compose;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A running Envoy with the project's configuration, on free ports and in front of other addresses. */
final class Envoy implements AutoCloseable {

    private final Process process;
    private final int payment;
    private final int admin;
    private final HttpClient http = HttpClient.newHttpClient();

    private Envoy(Process process, int payment, int admin) {
        this.process = process;
        this.payment = payment;
        this.admin = admin;
    }

    /**
     * Starts it in front of these instances of payment-service and returns when it is ready. Skips the test, and says why, where there
     * is no Envoy.
     */
    static Envoy start(Path folder, EnvoyConfiguration configuration, List<Integer> instances) throws Exception {
        Path binary = binary();
        if (binary == null) {
            String missing = "envoy is not installed (to get it: PATH=$PATH:$(infra/envoy/fetch))";
            System.out.println(missing); // nobody is shown why a test was skipped
            abort(missing);
            throw new IllegalStateException(missing);
        }
        int payment = freePort();
        int admin = freePort();
        configuration.listen("payment-service", payment);
        configuration.listen("inventory-service", freePort());
        configuration.listen("statistics", freePort());
        configuration.listen("admin", admin);
        configuration.upstreams("payment-service", instances);
        configuration.upstreams("inventory-service", instances);
        configuration.upstreams("admin", List.of(admin));
        Path file = Files.writeString(folder.resolve("envoy.json"), configuration.json());
        Path log = folder.resolve("envoy.log");
        Process process = new ProcessBuilder(
                        binary.toString(),
                        "--config-path",
                        file.toString(),
                        "--concurrency",
                        "1",
                        "--disable-hot-restart")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Envoy envoy = new Envoy(process, payment, admin);
        try {
            Eventually.holds(() -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("Envoy ended: " + Files.readString(log));
                }
                return envoy.admin("/ready").contains("LIVE");
            });
            return envoy;
        } catch (Exception | Error failure) {
            envoy.close();
            throw failure;
        }
    }

    /** Where order-service would call payment-service. */
    URI payment() {
        return URI.create("http://127.0.0.1:" + payment);
    }

    /** Whether that instance gets nothing because it failed. */
    boolean hasEjected(int port) throws IOException, InterruptedException {
        return Pattern.compile(
                        "^payment-service::127\\.0\\.0\\.1:" + port + "::health_flags::.*failed_outlier_check",
                        Pattern.MULTILINE)
                .matcher(admin("/clusters"))
                .find();
    }

    private String admin(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin + path))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (java.net.ConnectException notYet) {
            return "";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static @Nullable Path binary() {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .map(folder -> Path.of(folder, "envoy"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
