package dev.breakwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.e2e.SharedShop.Running;
import dev.breakwater.e2e.faults.Catalogue;
import dev.breakwater.e2e.faults.Duty;
import dev.breakwater.e2e.faults.Fault;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.run.Json;
import dev.breakwater.e2e.scenario.Script;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The catalogue against the running system, and the faults that every build plays. */
@Order(2)
@ExtendWith(SharedShop.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {

    private static final long SEED = 30;

    @Test
    @Order(1)
    void theCatalogueHasEverySwitchOfEverySimulatorAndNoOther(Running system) throws Exception {
        Map<String, Set<String>> running = new TreeMap<>();
        for (Map.Entry<String, URI> simulator : system.shop().simulators().entrySet()) {
            Set<String> switches = new TreeSet<>();
            for (JsonNode fault : Json.get(simulator.getValue().resolve("/_sim/faults"))) {
                switches.add(fault.path("name").asText());
            }
            running.put(simulator.getKey(), switches);
        }

        assertThat(running)
                .isEqualTo(Catalogue.faults().stream()
                        .filter(fault -> fault.switched().isPresent())
                        .collect(Collectors.groupingBy(
                                Fault::target,
                                TreeMap::new,
                                Collectors.mapping(
                                        fault -> fault.switched()
                                                .orElseThrow()
                                                .kind()
                                                .label(),
                                        Collectors.toCollection(TreeSet::new)))));
    }

    @Test
    @Order(2)
    void theCatalogueHasEveryProcessAndNoOther(Running system) {
        assertThat(Catalogue.faults().stream()
                        .filter(fault -> fault.switched().isEmpty())
                        .map(Fault::target))
                .containsAll(system.shop().processes().keySet())
                .isSubsetOf(system.shop().processes().keySet());
    }

    @Test
    @Order(3)
    void everyBreakerThatOwesSomethingIsThere(Running system) throws Exception {
        Set<String> running = new TreeSet<>();
        for (Map.Entry<String, URI> service : system.shop().breakers().entrySet()) {
            for (JsonNode breaker :
                    Json.get(service.getValue().resolve("/actuator/breakers")).path("breakers")) {
                running.add(service.getKey() + " " + breaker.path("name").asText());
            }
        }

        assertThat(Catalogue.faults().stream().flatMap(fault -> fault.owed().duties().stream()))
                .extracting(duty -> named(duty))
                .isSubsetOf(running);
    }

    @Test
    @Order(4)
    void noRequestFailsForACacheOrABroker(Running system) throws Exception {
        Scenario scenario = Scenario.cachesAndBrokers();
        system.assertHolds(Script.brief(scenario, Running.SPEED, SEED, false), scenario.name());
    }

    private static String named(Duty duty) {
        return duty.service() + " " + duty.breaker();
    }
}
