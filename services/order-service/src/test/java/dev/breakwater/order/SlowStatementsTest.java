package dev.breakwater.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith({InShop.class, OutputCaptureExtension.class})
class SlowStatementsTest {

    private final Shop shop;

    SlowStatementsTest(Shop shop) {
        this.shop = shop;
    }

    @Test
    void aSlowStatementIsLoggedWithoutTheValuesOfItsParameters(CapturedOutput output) {
        shop.bean(JdbcClient.class)
                .sql("SELECT SLEEP(0.6), ? AS address")
                .param("ada@example.org")
                .query((row, number) -> row.getString("address"))
                .single();
        assertThat(output).contains("Slow statement on order-db").contains("SELECT SLEEP(0.6), ? AS address");
        assertThat(output.toString().lines().filter(line -> line.contains("Slow statement")))
                .noneMatch(line -> line.contains("ada@example.org"));
        assertThat(shop.counter("orders.statements.slow", "database", "order-db"))
                .isPositive();
    }
}
