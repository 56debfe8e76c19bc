package dev.breakwater.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A real MariaDB 11.4, which stands in for MySQL 8 where no container runs: MySQL ships no artifact that would. On 127.0.0.1, commits
 * durable. The user of this class brings mysql-connector-j.
 */
public final class MariaDbServer extends ManagedProcess {

    private static final String USER = "breakwater";

    private final int port;
    private final Path data;
    private final String password = Secrets.random();

    private MariaDbServer(Workspace workspace, String name) {
        super(workspace, name);
        port = workspace.freePort();
        data = workspace.folder(name).resolve("data");
    }

    /** Starts one and returns when it answers. */
    public static MariaDbServer start(Workspace workspace, String name) {
        MariaDbServer server = new MariaDbServer(workspace, name);
        server.start();
        return server;
    }

    /** The URL of that database, which is created if it is missing. */
    public String jdbcUrl(String database) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS `" + database + "` CHARACTER SET utf8mb4");
        } catch (SQLException failure) {
            throw new IllegalStateException("database " + database + " could not be created", failure);
        }
        return url(database);
    }

    public String username() {
        return USER;
    }

    public String password() {
        return password;
    }

    public int port() {
        return port;
    }

    @Override
    protected ProcessBuilder command() throws IOException {
        Path binaries = Binaries.mariadb();
        Path folder = workspace.folder(name());
        Path init = folder.resolve("init.sql");
        if (!Files.exists(data.resolve("mysql"))) {
            List<String> install = new ArrayList<>(List.of(
                    "bash",
                    binaries.resolve("scripts/mariadb-install-db").toString(),
                    "--no-defaults",
                    "--basedir=" + binaries,
                    "--datadir=" + data,
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db",
                    "--skip-name-resolve",
                    "--tmpdir=" + Files.createDirectories(folder.resolve("tmp"))));
            if (Unprivileged.isRoot()) {
                install.add("--user=root");
            }
            Commands.run(workspace, name(), new ProcessBuilder(install).directory(binaries.toFile()));
            Secrets.write(
                    init,
                    String.join(
                            "\n",
                            "DELETE FROM mysql.global_priv WHERE User = '' OR User = 'root';",
                            "FLUSH PRIVILEGES;",
                            "CREATE USER IF NOT EXISTS '" + USER + "'@'127.0.0.1' IDENTIFIED BY '" + password + "';",
                            "GRANT ALL ON *.* TO '" + USER + "'@'127.0.0.1' WITH GRANT OPTION;",
                            ""));
        }
        List<String> server = new ArrayList<>(List.of(
                binaries.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + binaries,
                "--datadir=" + data,
                "--tmpdir=" + folder.resolve("tmp"),
                "--socket=" + "",
                "--pid-file=" + folder.resolve("mariadbd.pid"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--skip-name-resolve",
                "--skip-ssl",
                "--init-file=" + init,
                "--innodb-buffer-pool-size=32M",
                "--innodb-log-file-size=16M",
                "--innodb-flush-log-at-trx-commit=1",
                "--key-buffer-size=1M",
                "--aria-pagecache-buffer-size=4M",
                "--performance-schema=OFF",
                "--max-connections=80",
                "--character-set-server=utf8mb4"));
        if (Unprivileged.isRoot()) {
            server.add("--user=root");
        }
        return new ProcessBuilder(server);
    }

    @Override
    protected boolean ready() throws SQLException {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://127.0.0.1:" + port
                        + "/?connectTimeout=2000&socketTimeout=5000&allowPublicKeyRetrieval=true",
                USER,
                password);
    }

    private String url(String database) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + database;
    }
}
