package dev.breakwater.localstack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL refuses to run as root: for root, its commands run in a user namespace of their own, in which they are not. */
final class Unprivileged {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final List<String> PREFIX = prefix();

    private Unprivileged() {}

    static boolean isRoot() {
        return ROOT;
    }

    static List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(PREFIX);
        whole.addAll(command);
        return whole;
    }

    private static List<String> prefix() {
        if (!ROOT) {
            return List.of();
        }
        if (works(List.of("unshare", "-U", "true"))) {
            return List.of("unshare", "-U");
        }
        throw new IllegalStateException(
                "PostgreSQL does not run as root, and this machine allows no user namespaces: run as an ordinary user");
    }

    private static boolean works(List<String> command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
