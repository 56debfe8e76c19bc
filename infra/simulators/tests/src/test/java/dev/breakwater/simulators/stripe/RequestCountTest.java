package dev.breakwater.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import dev.breakwater.simulators.http.Json;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestCountTest {

    @Test
    void everyCallIsCountedWhateverBecameOfItAndTheSimulatorsOwnPagesAreNot() {
        try (StripeSimulator stripe = StripeSimulator.start(StripeSimulator.Config.random())) {
            Wire wire = new Wire(stripe);
            wire.get("/v1/customers");
            stripe.faults().on(Fault.ERROR_503, FaultSettings.always());
            wire.get("/v1/customers");
            stripe.faults().allOff();
            stripe.faults().on(Fault.RESET, FaultSettings.always());
            // the JDK's client would send a GET again
            assertThatThrownBy(() -> wire.post("/v1/customers", "")).isInstanceOf(UncheckedIOException.class);
            wire.get("/_sim/ledger");

            JsonNode requests = Json.parse(wire.get("/_sim/requests").body().getBytes(StandardCharsets.UTF_8))
                    .orElseThrow();

            assertThat(requests.path("total").asInt()).isEqualTo(3);
            assertThat(requests.path("byOutcome").fieldNames())
                    .toIterable()
                    .containsExactly("200", "fault:error-503", "fault:reset");
        }
    }
}
