package dev.breakwater.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.order.database.OrderDatabase;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(InShop.class)
class DeadlockTest {

    private final Shop shop;
    private final AtomicInteger runs = new AtomicInteger();

    DeadlockTest(Shop shop) {
        this.shop = shop;
    }

    @BeforeEach
    void twoRows() {
        shop.sql("CREATE TABLE pair (id INT PRIMARY KEY, updates INT NOT NULL)");
        shop.sql("INSERT INTO pair VALUES (1, 0), (2, 0)");
    }

    @AfterEach
    void noRows() {
        shop.sql("DROP TABLE pair");
    }

    @Test
    void theVictimOfADeadlockIsRunAgainAndTheDatabaseHasNotFailed() throws Exception {
        CountDownLatch bothHoldOne = new CountDownLatch(2);

        CompletableFuture<Boolean> there = CompletableFuture.supplyAsync(() -> update(1, 2, bothHoldOne));
        CompletableFuture<Boolean> back = CompletableFuture.supplyAsync(() -> update(2, 1, bothHoldOne));

        assertThat(there.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(back.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(runs).as("transactions begun, one of them a victim").hasValue(3);
        assertThat(shop.bean(JdbcClient.class)
                        .sql("SELECT updates FROM pair ORDER BY id")
                        .query(Integer.class)
                        .list())
                .containsExactly(2, 2);
        assertThat(shop.bean(CircuitBreakerRegistry.class)
                        .circuitBreaker("order-db")
                        .getMetrics()
                        .getNumberOfFailedCalls())
                .isZero();
    }

    private boolean update(int first, int second, CountDownLatch bothHoldOne) {
        return shop.bean(OrderDatabase.class).inTransaction(() -> {
            runs.incrementAndGet();
            bump(first);
            bothHoldOne.countDown();
            try {
                assertThat(bothHoldOne.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            bump(second);
            return true;
        });
    }

    private void bump(int id) {
        shop.sql("UPDATE pair SET updates = updates + 1 WHERE id = ?", id);
    }
}
