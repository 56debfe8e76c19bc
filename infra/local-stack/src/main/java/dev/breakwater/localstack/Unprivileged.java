package dev.breakwater.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL refuses to run as root. For root, its commands run in a user namespace in which they are not, or, where the machine allows none or
 * root alone cannot reach the folder, as the project's owner or as nobody, to whom the data then belong.
 *
 * @param prefix put before a command; empty for an ordinary user
 * @param user to whom files are given; null where they stay ours
 */
record Unprivileged(List<String> prefix, @Nullable String user) {

    private static final String ROOT = "root";

    static boolean isRoot() {
        return ROOT.equals(System.getProperty("user.name"));
    }

    /** The ways to be somebody else, the best first. */
    static List<Unprivileged> ways() throws IOException {
        if (!isRoot()) {
            return List.of(new Unprivileged(List.of(), null));
        }
        List<Unprivileged> ways = new ArrayList<>();
        ways.add(new Unprivileged(List.of("unshare", "-U"), null));
        Set<String> users = new LinkedHashSet<>();
        users.add(Files.getOwner(Repository.root()).getName());
        users.add("nobody");
        users.remove(ROOT);
        for (String user : users) {
            ways.add(as(user));
        }
        return ways;
    }

    static Unprivileged as(String user) {
        return new Unprivileged(List.of("setpriv", "--reuid=" + user, "--clear-groups", "--"), user);
    }

    /** The first of these ways that reaches the program and writes into the folder. */
    static Unprivileged first(List<Unprivileged> ways, Workspace workspace, Path folder, Path program)
            throws IOException {
        for (Unprivileged way : ways) {
            if (way.reaches(folder, program)) {
                if (way.user != null) {
                    workspace.tell(folder.getFileName() + " runs as the user " + way.user
                            + ": PostgreSQL refuses root, and here no user namespace takes its place");
                }
                return way;
            }
        }
        throw new IOException("PostgreSQL refuses to run as root, and there is nobody else here who reaches " + folder
                + " (tried user namespaces, then the project's owner and nobody by setpriv): run as an ordinary user");
    }

    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Makes a file one that the command may read or write. */
    void give(Path file) throws IOException {
        if (user != null) {
            Files.setOwner(
                    file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
        }
    }

    private boolean reaches(Path folder, Path program) throws IOException {
        try {
            give(folder);
            String probe = "test -x \"$1\" && test -w \"$2\" && test -x \"$2\"";
            List<String> command =
                    command(List.of("bash", "-c", probe, "probe", program.toString(), folder.toString()));
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgramOrUser) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
