package dev.breakwater.warehouse.endpoint;

import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.Speed;
import dev.breakwater.warehouse.endpoint.WarehouseState.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/**
 * Looks in the background at how the warehouses are, so that asking costs nothing. Each has a task of its own: a hung one delays no other.
 * The look goes through the breaker, within its limits; while the breaker is open it costs nothing, and in half-open it is a probe, so a
 * warehouse that nobody orders from is found again. Thread-safe.
 */
@Component
public class WarehouseChecks implements SchedulingConfigurer {

    private static final int STALE_AFTER = 4;
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(2);

    private final Warehouses warehouses;
    private final Map<String, WarehouseState> states = new ConcurrentHashMap<>();
    private final Duration every;
    private final Clock clock;

    WarehouseChecks(Warehouses warehouses, WarehouseProperties properties, Speed speed, Clock clock) {
        this.warehouses = warehouses;
        this.every = speed.divide(properties.checkEvery());
        this.clock = clock;
    }

    /** All warehouses, sorted by id. */
    public List<WarehouseState> states() {
        return warehouses.all().stream().map(each -> state(each.id())).toList();
    }

    WarehouseState state(String id) {
        WarehouseState seen = states.get(id);
        if (seen == null || seen.checkedAt() == null) {
            return new WarehouseState(id, State.UNKNOWN, null);
        }
        Instant stale = seen.checkedAt().plus(every.multipliedBy(STALE_AFTER)).plus(LONGEST_CHECK);
        return clock.instant().isAfter(stale) ? new WarehouseState(id, State.UNKNOWN, seen.checkedAt()) : seen;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        for (Warehouse warehouse : warehouses.all()) {
            tasks.addFixedDelayTask(new FixedDelayTask(() -> look(warehouse), every, Duration.ZERO));
        }
    }

    private void look(Warehouse warehouse) {
        State state = State.UP;
        try {
            warehouse.check();
        } catch (DependencyUnavailableException away) {
            state = State.DOWN;
        }
        states.put(warehouse.id(), new WarehouseState(warehouse.id(), state, clock.instant()));
    }
}
