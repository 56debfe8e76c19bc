package dev.breakwater.simulators.warehouse;

import static dev.breakwater.simulators.warehouse.Wire.TWO_LAMPS;
import static dev.breakwater.simulators.warehouse.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationsTest {

    private final WarehouseSimulator warehouse = WarehouseSimulator.start(WarehouseSimulator.Config.random());
    private final Wire wire = new Wire(warehouse);

    @AfterEach
    void close() {
        warehouse.close();
    }

    @Test
    void anOrderIsAllocatedOnceHoweverOftenItIsAsked() throws Exception {
        HttpResponse<String> first = wire.allocate("order-1", TWO_LAMPS);
        HttpResponse<String> second = wire.allocate("order-1", TWO_LAMPS);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(json(first).get("status").asText()).isEqualTo("ALLOCATED");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(warehouse.ledger().available()).containsEntry("BW-LAMP", 999_998L);
        assertThat(warehouse.ledger().allocated("BW-LAMP")).isEqualTo(2);
    }

    @Test
    void allOfItOrNothing() throws Exception {
        warehouse.stock("BW-ROPE", 1);

        HttpResponse<String> refused = wire.allocate(
                "order-1", "{\"lines\":[{\"sku\":\"BW-ROPE\",\"quantity\":2},{\"sku\":\"BW-LAMP\",\"quantity\":1}]}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).at("/error/code").asText()).isEqualTo("INSUFFICIENT_STOCK");
        assertThat(json(refused).at("/error/sku").asText()).isEqualTo("BW-ROPE");
        assertThat(json(refused).at("/error/available").asLong()).isEqualTo(1);
        assertThat(warehouse.ledger().available())
                .containsEntry("BW-LAMP", 1_000_000L)
                .containsEntry("BW-ROPE", 1L);
        assertThat(warehouse.ledger().allocations()).isEmpty();
    }

    @Test
    void aProductThatIsNotKeptIsOneOfWhichThereAreNone() throws Exception {
        HttpResponse<String> refused = wire.allocate("order-1", TWO_LAMPS.replace("BW-LAMP", "BW-BOAT"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).at("/error/available").asLong(-1)).isZero();
    }

    @Test
    void otherLinesForTheSameOrderAreAConflict() throws Exception {
        wire.allocate("order-1", TWO_LAMPS);

        HttpResponse<String> refused = wire.allocate("order-1", TWO_LAMPS.replace("2", "3"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).at("/error/code").asText()).isEqualTo("ALLOCATION_CONFLICT");
    }

    @Test
    void aReleaseGivesBackOnceAndFencesWhatComesLate() throws Exception {
        wire.allocate("order-1", TWO_LAMPS);

        assertThat(wire.release("order-1").statusCode()).isEqualTo(204);
        assertThat(wire.release("order-1").statusCode()).isEqualTo(204);
        assertThat(wire.release("order-2").statusCode()).isEqualTo(204);

        for (String order : new String[] {"order-1", "order-2"}) {
            HttpResponse<String> late = wire.allocate(order, TWO_LAMPS);
            assertThat(late.statusCode()).isEqualTo(200);
            assertThat(json(late).get("status").asText()).isEqualTo("RELEASED");
        }
        assertThat(warehouse.ledger().available()).containsEntry("BW-LAMP", 1_000_000L);
        assertThat(warehouse.ledger().allocated("BW-LAMP")).isZero();
    }

    @Test
    void stockIsStagedFromOutside() throws Exception {
        assertThat(wire.put("/_sim/stock/BW-LAMP", "{\"available\": 1}").statusCode())
                .isEqualTo(200);

        assertThat(wire.allocate("order-1", TWO_LAMPS).statusCode()).isEqualTo(409);
        assertThat(json(wire.get("/v1/stock")).at("/stock/3/available").asLong())
                .isEqualTo(1);
        assertThat(json(wire.get("/_sim/ledger")).at("/stock/3/available").asLong())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"available\": -1}",
                "{\"available\": 1.5}",
                "{\"available\": \"1\"}",
                "{\"available\": 1, \"sku\": \"x\"}"
            })
    void stockThatIsNoneIsRefused(String body) throws Exception {
        assertThat(wire.put("/_sim/stock/BW-LAMP", body).statusCode()).isEqualTo(400);
        assertThat(wire.put("/_sim/stock/lamp", "{\"available\": 1}").statusCode())
                .isEqualTo(400);
        assertThat(wire.get("/_sim/stock/BW-LAMP").statusCode()).isEqualTo(405);
        assertThat(warehouse.ledger().available()).containsEntry("BW-LAMP", 1_000_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{}",
                "{\"lines\":[]}",
                "{\"lines\":[7]}",
                "{\"lines\":[{\"sku\":\"BW-LAMP\"}]}",
                "{\"lines\":[{\"sku\":\"bw-lamp\",\"quantity\":1}]}",
                "{\"lines\":[{\"sku\":\"BW-LAMP\",\"quantity\":0}]}",
                "{\"lines\":[{\"sku\":\"BW-LAMP\",\"quantity\":10001}]}",
                "{\"lines\":[{\"sku\":\"BW-LAMP\",\"quantity\":\"1\"}]}",
                "{\"lines\":[{\"sku\":\"BW-LAMP\",\"quantity\":1,\"price\":1}]}",
                "{\"lines\":[{\"sku\":\"BW-LAMP\",\"quantity\":1}],\"force\":true}",
                "{\"lines\":[{\"sku\":\"BW-LAMP\",\"quantity\":1},{\"sku\":\"BW-LAMP\",\"quantity\":1}]}"
            })
    void aBodyThatIsNoneIsRefusedAndHoldsNothing(String body) throws Exception {
        HttpResponse<String> refused = wire.allocate("order-1", body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/error/code").asText()).isEqualTo("INVALID_REQUEST");
        assertThat(warehouse.ledger().allocations()).isEmpty();
    }

    @Test
    void whoHasNoKeyOrKnowsNoPathIsRefused() throws Exception {
        assertThat(wire.send(wire.request("/v1/stock").setHeader("X-Api-Key", "guess"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(wire.get("/v1/boats").statusCode()).isEqualTo(404);
        assertThat(wire.get("/v1/allocations/order-1").statusCode()).isEqualTo(405);
        assertThat(wire.send(wire.request("/v1/allocations/o").PUT(BodyPublishers.ofString(TWO_LAMPS)))
                        .statusCode())
                .isEqualTo(415);
        assertThat(wire.allocate("order%201", TWO_LAMPS).statusCode()).isEqualTo(400);
        assertThat(warehouse.ledger().allocations()).isEmpty();
    }

    @Test
    void faultsTouchNeitherTheAdminPagesNorTheStage() throws Exception {
        warehouse.faults().on(Fault.ERROR_503, FaultSettings.always());

        assertThat(wire.get("/v1/health").statusCode()).isEqualTo(503);
        assertThat(wire.get("/_sim/ledger").statusCode()).isEqualTo(200);
        assertThat(wire.put("/_sim/stock/BW-LAMP", "{\"available\": 5}").statusCode())
                .isEqualTo(200);
        warehouse.faults().allOff();
        assertThat(json(wire.get("/v1/health")).get("status").asText()).isEqualTo("UP");
    }
}
