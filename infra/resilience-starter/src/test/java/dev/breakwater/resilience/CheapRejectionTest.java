package dev.breakwater.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class CheapRejectionTest {

    private static final int CALLS = 100_000;

    /** Whatever else the virtual machine does on this thread now and then is far below a byte a call. */
    @Test
    void aRejectedCallAllocatesNothingOnItsWayToTheFallback() {
        try (ConfigurableApplicationContext shop = new SpringApplicationBuilder(Shop.class)
                .web(WebApplicationType.NONE)
                .properties(Shop.PROPERTIES)
                .run()) {
            GuardedCall<String, String> charge = shop.getBean(Guards.class)
                    .on("stripe")
                    .circuitBreaker()
                    .concurrencyLimit()
                    .timeLimit()
                    .call((String argument) -> argument)
                    .orElse("queuePayment", (argument, why) -> "queued");
            shop.getBean(CircuitBreakerRegistry.class).circuitBreaker("stripe").transitionToForcedOpenState();
            rejectMany(charge);

            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            rejectMany(charge);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(allocated)
                    .as("bytes allocated by %d rejected calls", CALLS)
                    .isLessThan(CALLS);
        }
    }

    private static void rejectMany(GuardedCall<String, String> charge) {
        for (int i = 0; i < CALLS; i++) {
            assert charge.with("order").equals("queued");
        }
    }
}
