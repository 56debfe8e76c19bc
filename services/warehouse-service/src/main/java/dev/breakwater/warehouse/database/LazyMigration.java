package dev.breakwater.warehouse.database;

import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Leaves the migration to {@link WarehouseDatabase}. */
@Configuration(proxyBeanMethods = false)
class LazyMigration {

    @Bean
    FlywayMigrationStrategy notAtTheStart() {
        return flyway -> {};
    }
}
