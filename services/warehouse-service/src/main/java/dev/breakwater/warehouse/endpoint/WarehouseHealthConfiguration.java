package dev.breakwater.warehouse.endpoint;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The warehouses in {@code /actuator/health}. Neither liveness nor readiness has them: this service serves without any of them. */
@Configuration(proxyBeanMethods = false)
class WarehouseHealthConfiguration {

    @Bean
    CompositeHealthContributor warehousesHealthContributor(Warehouses warehouses, WarehouseChecks checks) {
        Map<String, HealthIndicator> indicators = new TreeMap<>();
        warehouses.all().forEach(each -> indicators.put(each.id(), () -> health(checks.state(each.id()))));
        return CompositeHealthContributor.fromMap(indicators);
    }

    private static Health health(WarehouseState state) {
        Health.Builder health =
                switch (state.state()) {
                    case UP -> Health.up();
                    case DOWN -> Health.down();
                    case UNKNOWN -> Health.unknown();
                };
        return health.withDetail("checkedAt", String.valueOf(state.checkedAt())).build();
    }
}
