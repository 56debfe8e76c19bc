package dev.breakwater.localstack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real MariaDB 11.4, which stands in for MySQL 8 where no container runs: MySQL ships no artifact that would. On 127.0.0.1, commits
 * durable. The user of this class brings mysql-connector-j.
 */
public final class MariaDbServer extends ManagedProcess {

    private static final String USER = "breakwater";
    private static final List<String> SYSTEM_TABLES = List.of(
            "mariadb_system_tables.sql",
            "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql");

    /** Of servers that may replicate from one another each needs a number of its own; the port is one. */
    private final int port;

    private final Path data;
    private final String password;
    private final @Nullable MariaDbServer primary;

    private MariaDbServer(Workspace workspace, String name, @Nullable MariaDbServer primary) {
        super(workspace, name);
        port = workspace.freePort();
        data = workspace.folder(name).resolve("data");
        this.primary = primary;
        password = primary == null ? Secrets.random() : primary.password;
    }

    /** Starts one and returns when it answers. */
    public static MariaDbServer start(Workspace workspace, String name) {
        MariaDbServer server = new MariaDbServer(workspace, name, null);
        server.start();
        return server;
    }

    /**
     * Starts a read-only replica of this server, from its first statement on, and returns when the replica answers, which may be before
     * it has caught up. It follows by GTID: killed, frozen or cut off, it goes on where it was. Its users are this server's.
     */
    public MariaDbServer startReplica(String name) {
        MariaDbServer replica = new MariaDbServer(workspace, name, this);
        replica.start();
        return replica;
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
            install(binaries, folder);
            Secrets.write(init, String.join("\n", initialStatements()));
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
                "--innodb-print-all-deadlocks=ON",
                "--max-connections=80",
                "--character-set-server=utf8mb4",
                "--server-id=" + port,
                "--gtid-strict-mode=ON",
                "--log-bin=" + data.resolve("binlog"),
                "--binlog-format=ROW",
                // each commit is durable in the database itself, and a replica that asks again needs no second flush
                "--sync-binlog=0",
                "--max-binlog-size=32M",
                "--slave-net-timeout=4",
                "--master-retry-count=0"));
        if (primary != null) {
            server.add("--read-only=ON");
        }
        if (Unprivileged.isRoot()) {
            server.add("--user=root");
        }
        return new ProcessBuilder(server);
    }

    /**
     * Run at each start, so each must bear repetition. Outside of the binary log: primary and replica have their users each from here, and
     * a replica's own statements would be in the way of its primary's.
     */
    private List<String> initialStatements() {
        List<String> statements = new ArrayList<>(List.of(
                "SET sql_log_bin = 0;",
                "DELETE FROM mysql.global_priv WHERE User = '' OR User = 'root';",
                "FLUSH PRIVILEGES;",
                "CREATE USER IF NOT EXISTS '" + USER + "'@'127.0.0.1' IDENTIFIED BY '" + password + "';",
                "GRANT ALL ON *.* TO '" + USER + "'@'127.0.0.1' WITH GRANT OPTION;",
                // or it could write on a replica
                "REVOKE READ ONLY ADMIN ON *.* FROM '" + USER + "'@'127.0.0.1';"));
        if (primary != null) {
            statements.add("STOP SLAVE;");
            statements.add("CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=" + primary.port + ", MASTER_USER='"
                    + USER + "', MASTER_PASSWORD='" + password
                    + "', MASTER_USE_GTID=slave_pos, MASTER_CONNECT_RETRY=1, MASTER_HEARTBEAT_PERIOD=1,"
                    + " MASTER_SSL=0, MASTER_SSL_VERIFY_SERVER_CERT=0;");
            statements.add("START SLAVE;");
        }
        statements.add("");
        return statements;
    }

    /** What mariadb-install-db does, which breaks where a folder has a space in its name; without the server's help texts. */
    private void install(Path binaries, Path folder) throws IOException {
        Files.createDirectories(data);
        Path script = folder.resolve("install.sql");
        StringBuilder sql = new StringBuilder("CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\n");
        for (String part : SYSTEM_TABLES) {
            Files.readString(binaries.resolve("share").resolve(part), StandardCharsets.UTF_8)
                    .lines()
                    // lines about the machine's own name, which a server that resolves no names has no use for
                    .filter(line -> !line.contains("@current_hostname"))
                    .forEach(line -> sql.append(line).append('\n'));
        }
        Files.writeString(script, sql);
        List<String> bootstrap = new ArrayList<>(List.of(
                binaries.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--bootstrap",
                "--silent-startup",
                "--basedir=" + binaries,
                "--datadir=" + data,
                "--tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                "--log-warnings=0",
                "--enforce-storage-engine=",
                "--max-allowed-packet=8M",
                "--net-buffer-length=16K",
                "--innodb-log-file-size=16M"));
        if (Unprivileged.isRoot()) {
            bootstrap.add("--user=root");
        }
        Commands.run(workspace, name(), new ProcessBuilder(bootstrap).redirectInput(script.toFile()));
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
