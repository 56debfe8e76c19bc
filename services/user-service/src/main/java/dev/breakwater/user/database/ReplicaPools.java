package dev.breakwater.user.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.stereotype.Component;

/**
 * One pool for each replica, with the primary's user and password. Not beans of their own: a replica that is away is no reason to call the service
 * ill, nor one not to start it.
 */
@Component
class ReplicaPools {

    private final UserDbProperties properties;
    private final DataSourceProperties primary;
    private final MeterRegistry meters;
    private final List<HikariDataSource> opened = new ArrayList<>();

    ReplicaPools(UserDbProperties properties, DataSourceProperties primary, MeterRegistry meters) {
        this.properties = properties;
        this.primary = primary;
        this.meters = meters;
    }

    List<HikariDataSource> open() {
        for (String url : properties.replicaUrls()) {
            opened.add(open("replica-" + (opened.size() + 1), url));
        }
        return opened;
    }

    private HikariDataSource open(String name, String url) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(primary.determineUsername());
        config.setPassword(primary.determinePassword());
        config.setMaximumPoolSize(properties.replicaPoolSize());
        config.setMinimumIdle(1);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(properties.replicaAcquireLimit().toMillis());
        config.setValidationTimeout(properties.replicaAcquireLimit().toMillis());
        config.setKeepaliveTime(30_000);
        config.addDataSourceProperty("connectTimeout", 1);
        config.addDataSourceProperty("socketTimeout", 2);
        config.addDataSourceProperty("tcpKeepAlive", true);
        config.addDataSourceProperty("ApplicationName", "user-service");
        config.addDataSourceProperty(
                "options",
                "-c statement_timeout=" + properties.replicaQueryLimit().toMillis());
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        return new HikariDataSource(config);
    }

    void close() {
        opened.forEach(HikariDataSource::close);
    }
}
