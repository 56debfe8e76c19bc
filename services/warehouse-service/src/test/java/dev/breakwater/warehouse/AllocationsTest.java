package dev.breakwater.warehouse;

import static dev.breakwater.warehouse.Dock.TWO_LAMPS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.warehouse.Dock.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The internal API of the warehouses, as inventory-service sees it. */
@ExtendWith(InDock.class)
class AllocationsTest {

    private final Dock dock;
    private final UUID order = UUID.randomUUID();

    AllocationsTest(Dock dock) {
        this.dock = dock;
    }

    @Test
    void anOrderIsAllocatedOnceReleasedForEver() {
        long before = dock.south.ledger().allocated("BW-LAMP");
        for (int i = 0; i < 2; i++) {
            Answer answer = dock.allocate("south", order, TWO_LAMPS);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().toString()).isEqualTo("{\"status\":\"ALLOCATED\"}");
        }
        assertThat(dock.south.ledger().allocated("BW-LAMP") - before).isEqualTo(2);
        assertThat(dock.north.ledger().allocations())
                .noneMatch(each -> each.orderId().equals(order.toString()));

        assertThat(dock.release("south", order).status()).isEqualTo(204);
        assertThat(dock.release("south", order).status()).isEqualTo(204);
        assertThat(dock.allocate("south", order, TWO_LAMPS).body().toString()).isEqualTo("{\"status\":\"RELEASED\"}");
        assertThat(dock.south.ledger().allocated("BW-LAMP")).isEqualTo(before);
    }

    @Test
    void aShortageNamesTheProductAndWhatIsLeft() {
        dock.south.stock("BW-CHART", 1);
        Answer answer = dock.allocate("south", order, TWO_LAMPS.replace("LAMP", "CHART"));
        problem(answer, 409, "insufficient-stock");
        assertThat(answer.body().get("sku").asText()).isEqualTo("BW-CHART");
        assertThat(answer.body().get("available").asLong()).isEqualTo(1);
    }

    @Test
    void otherLinesAreAConflict() {
        dock.allocate("south", order, TWO_LAMPS);
        problem(dock.allocate("south", order, TWO_LAMPS.replace("2", "3")), 409, "reservation-conflict");
    }

    @Test
    void stockIsListedWithItsTime() {
        Answer answer = dock.get("/internal/warehouses/south/stock");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("warehouse").asText()).isEqualTo("south");
        assertThat(answer.body().get("asOf").asText()).isNotEmpty();
        assertThat(answer.body().get("stock").findValuesAsText("sku"))
                .contains("BW-ANCHOR", "BW-BELL", "BW-CHART", "BW-LAMP", "BW-ROPE");
    }

    @Test
    void aWarehouseThatIsNoneIsNotFound() {
        problem(dock.get("/internal/warehouses/west/stock"), 404, "not-found");
        problem(dock.allocate("west", order, TWO_LAMPS), 404, "not-found");
        problem(dock.release("west", order), 404, "not-found");
    }

    @Test
    void onlyServicesMayAsk() {
        for (String token : new String[] {"", "guess", dock.tokens.valid(dock.ada)}) {
            problem(dock.send(dock.request("/internal/warehouses", token)), 401, "unauthenticated");
            problem(
                    dock.send(dock.request("/internal/warehouses/south/allocations/" + order, token)
                            .header("Content-Type", "application/json")
                            .PUT(BodyPublishers.ofString(TWO_LAMPS))),
                    401,
                    "unauthenticated");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"lines\":[]}|lines",
                "{\"lines\":null}|lines",
                "{}|lines",
                "{\"lines\":[null]}|lines[0]",
                "{\"lines\":[{\"sku\":\"BW-LAMP\",\"quantity\":0}]}|lines[0].quantity",
                "{\"lines\":[{\"sku\":\"BW-LAMP\",\"quantity\":10001}]}|lines[0].quantity",
                "{\"lines\":[{\"sku\":\"BW-LAMP\",\"quantity\":\"1\"}]}|lines[0].quantity",
                "{\"lines\":[{\"sku\":\"bw\",\"quantity\":1}]}|lines[0].sku",
                "{\"lines\":[{\"quantity\":1}]}|lines[0].sku",
                "{\"lines\":[{\"sku\":\"BW-LAMP\",\"quantity\":1},{\"sku\":\"BW-LAMP\",\"quantity\":1}]}|lines[1].sku",
                "{\"lines\":[{\"sku\":\"BW-LAMP\",\"quantity\":1}],\"force\":true}|force",
            })
    void aWrongFieldIsNamedAndNothingIsHeld(String body, String field) {
        Answer answer = dock.allocate("south", order, body);
        problem(answer, 400, "invalid-request");
        assertThat(answer.body().at("/errors").findValuesAsText("field")).contains(field);
        assertThat(dock.south.ledger().allocations())
                .noneMatch(each -> each.orderId().equals(order.toString()));
    }

    @Test
    void anOrderThatIsNoneIsRefused() {
        Answer answer = dock.send(dock.internal("/internal/warehouses/south/allocations/1")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(TWO_LAMPS)));
        problem(answer, 400, "invalid-request");
        problem(dock.allocate("south", order, "{"), 400, "malformed-request");
    }

    static void problem(Answer answer, int status, String slug) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().get("type").asText()).isEqualTo("/problems/" + slug);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }
}
