package dev.breakwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.SharedShop.Running;
import dev.breakwater.e2e.faults.Promise;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.run.Invariant;
import dev.breakwater.e2e.scenario.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same outages with the guard taken away: then the promise is broken, so the test of it can fail. Nobody is charged twice all the same.
 * Played with {@code -Dtwins}, as CI does: they tell nothing about a shop that is guarded.
 */
@Order(6)
@Tag("twin")
@ExtendWith(SharedShop.class)
class TwinsIT {

    private static final long SEED = 60;

    private static final Map<Promise, String> BROKEN = Map.of(
            Promise.LEFT_ALONE, "whatIsBrokenIsLeftAlone",
            Promise.COPIES_SERVE, "copiesServe",
            Promise.CALM_RECOVERY, "recoveryIsCalm",
            Promise.RECOVERS_BY_ITSELF, "recoversByItself");

    @ParameterizedTest
    @CsvSource({
        "stripe-outage,          payment-service/stripe",
        "db-pool-exhaustion,     user-service/user-db",
        "shipping-cascade,       warehouse-service/fedex warehouse-service/ups",
        "stripe+bank,            payment-service/stripe payment-service/bank-api",
        "brownout,               payment-service/stripe order-service/payment-service",
        "flapping,               payment-service/stripe order-service/payment-service",
        "reply-lost,             payment-service/stripe order-service/payment-service",
        "partial,                inventory-service/warehouse-north warehouse-service/warehouse-north",
        "cold-start-into-outage, payment-service/stripe order-service/payment-service",
        "herd,                   payment-service/stripe",
        "metastable,             payment-service/stripe order-service/payment-service"
    })
    void withoutTheGuardThePromiseIsBroken(String name, String guards, Running system) throws Exception {
        Scenario incident = Scenario.ofName(name).orElseThrow();
        Script script = Script.brief(incident, Running.SPEED, SEED, false);
        List<Invariant> facts = new Unguarded(system.shop(), List.of(guards.split(" ", -1)))
                .run(() -> system.play(script, incident.name() + "-twin"));

        assertThat(facts)
                .filteredOn(
                        fact -> incident.promises().stream().map(BROKEN::get).anyMatch(fact.name()::equals))
                .isNotEmpty()
                .noneMatch(Invariant::holds);
        assertThat(facts)
                .filteredOn(fact -> fact.name().equals("nobodyIsChargedTwice"))
                .isNotEmpty()
                .allMatch(Invariant::holds);
    }
}
