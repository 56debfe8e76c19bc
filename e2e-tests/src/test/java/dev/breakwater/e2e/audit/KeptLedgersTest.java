package dev.breakwater.e2e.audit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.e2e.run.Guards;
import dev.breakwater.e2e.run.Shop;
import dev.breakwater.e2e.run.Shop.Database;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class KeptLedgersTest {

    /** As a process that is stopped: its kernel takes connections, and nothing comes. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void aDatabaseThatHangsHoldsNobodyWhoLooksHowMuchWaits() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Database hanging = new Database("jdbc:mysql://127.0.0.1:" + silent.getLocalPort() + "/orders", "u", "p");
            URI nowhere = URI.create("http://127.0.0.1:1");
            Shop shop = new Shop(
                    nowhere, Map.of(), Map.of(), nowhere, "token", Map.of("order-db", hanging), Map.of(), Guards.ALL);

            assertThatThrownBy(() -> new KeptLedgers(shop).pending()).isInstanceOf(SQLException.class);
        }
    }
}
