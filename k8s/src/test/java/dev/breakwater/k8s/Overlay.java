package dev.breakwater.k8s;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** The two ways to run it. */
enum Overlay {
    LOCAL,
    PRODUCTION;

    static final Path FOLDER = Path.of("overlays");
    private static final Map<Overlay, Manifests> RENDERED = new EnumMap<>(Overlay.class);

    /** What it consists of; of the overlay {@code local} also the Secrets that its script makes. */
    Manifests manifests() throws IOException, InterruptedException {
        synchronized (RENDERED) {
            Manifests known = RENDERED.get(this);
            if (known == null) {
                known = Manifests.parse(Kubectl.kustomize(FOLDER.resolve(folder())));
                if (this == LOCAL) {
                    known = known.and(Manifests.parse(secrets()));
                }
                RENDERED.put(this, known);
            }
            return known;
        }
    }

    String folder() {
        return this == LOCAL ? "local" : "production";
    }

    /** Skips the test where there is no openssl, and says so. */
    static String secrets() throws IOException, InterruptedException {
        Process script = new ProcessBuilder(FOLDER.resolve("local/secrets").toString())
                .redirectErrorStream(true)
                .start();
        script.getOutputStream().close();
        String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (script.waitFor() == 127) {
            String missing = "openssl is not installed (to get it: apt-get install openssl)";
            System.out.println(missing); // nobody is shown why a test was skipped
            abort(missing);
        }
        if (script.exitValue() != 0) {
            throw new IOException("overlays/local/secrets failed: " + output);
        }
        return output;
    }
}
