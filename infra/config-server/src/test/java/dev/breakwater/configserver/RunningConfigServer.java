package dev.breakwater.configserver;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The real config-server over a folder of its own, one for all tests; each test has a service of its own name in it. */
final class RunningConfigServer implements ExtensionContext.Store.CloseableResource {

    static final String TOKEN = "internal-token-of-the-tests";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final String jwtKey;
    private int port;
    private @Nullable ConfigurableApplicationContext context;

    private RunningConfigServer() throws IOException {
        folder = Files.createTempDirectory("config-repo");
        jwtKey = jwtKey();
        start();
    }

    /** On the same port as before. Does nothing while it runs. */
    void start() {
        if (context != null) {
            return;
        }
        ConfigurableApplicationContext started = new SpringApplicationBuilder(ConfigServerApplication.class)
                .run(
                        "--server.port=" + port,
                        "--server.address=127.0.0.1",
                        "--breakwater.config-server.folder=" + folder,
                        "--breakwater.internal-token=" + TOKEN,
                        "--breakwater.jwt.public-key-location=" + jwtKey);
        port = ((ServletWebServerApplicationContext) started).getWebServer().getPort();
        context = started;
    }

    void stop() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Path folder() {
        return folder;
    }

    /** Puts a whole file into the folder at once. */
    void write(String file, String yaml) throws IOException {
        Path written = Files.writeString(folder.resolveSibling(folder.getFileName() + "-" + file), yaml);
        Files.move(written, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete(String file) throws IOException {
        Files.delete(folder.resolve(file));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "Bearer " + TOKEN);
    }

    HttpResponse<String> send(String method, String path, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url() + path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String jwtKey() throws IOException {
        try {
            byte[] key = KeyPairGenerator.getInstance("RSA")
                    .generateKeyPair()
                    .getPublic()
                    .getEncoded();
            Path file = Files.createTempFile("jwt-public", ".pem");
            String body = Base64.getMimeEncoder().encodeToString(key);
            Files.writeString(file, "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n");
            return file.toUri().toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Gives it to tests. */
    static final class Shared implements ParameterResolver {

        private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Shared.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType().equals(RunningConfigServer.class);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(NAMESPACE)
                    .getOrComputeIfAbsent(
                            RunningConfigServer.class,
                            type -> {
                                try {
                                    return new RunningConfigServer();
                                } catch (IOException e) {
                                    throw new IllegalStateException(e);
                                }
                            },
                            RunningConfigServer.class);
        }
    }
}
