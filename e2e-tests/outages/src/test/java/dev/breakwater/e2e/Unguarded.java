package dev.breakwater.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.e2e.run.Json;
import dev.breakwater.e2e.run.Shop;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Switches some breakers of the running system off for a while, also those of services that start again meanwhile. */
final class Unguarded {

    private final Shop shop;
    private final List<Breaker> breakers;
    private final ScheduledExecutorService again = Executors.newSingleThreadScheduledExecutor();

    /** One breaker of one service. */
    private record Breaker(String service, String name) {}

    /** @param breakers as {@code service/breaker} */
    Unguarded(Shop shop, List<String> breakers) {
        this.shop = shop;
        this.breakers = breakers.stream()
                .map(breaker -> breaker.split("/", 2))
                .map(parts -> new Breaker(parts[0], parts[1]))
                .toList();
    }

    /** Does it without those breakers, which are closed afterwards. Once. */
    <T> T run(Callable<T> what) throws Exception {
        for (Breaker breaker : breakers) {
            become(breaker, "DISABLE");
        }
        var unused = again.scheduleWithFixedDelay(this::switchOffAgain, 200, 200, TimeUnit.MILLISECONDS);
        try {
            return what.call();
        } finally {
            again.shutdownNow();
            again.awaitTermination(10, TimeUnit.SECONDS);
            for (Breaker breaker : breakers) {
                become(breaker, "CLOSE");
            }
        }
    }

    private void switchOffAgain() {
        for (Breaker breaker : breakers) {
            try {
                if (!state(breaker).equals("DISABLED")) {
                    become(breaker, "DISABLE");
                }
            } catch (IOException away) {
                // it is being started again; the next look comes soon
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private String state(Breaker breaker) throws IOException, InterruptedException {
        for (JsonNode told :
                Json.quick(actuator(breaker).resolve("/actuator/breakers")).path("breakers")) {
            if (told.path("name").asText().equals(breaker.name())) {
                return told.path("state").asText();
            }
        }
        throw new IOException(breaker.service() + " has no breaker " + breaker.name());
    }

    private void become(Breaker breaker, String state) throws IOException, InterruptedException {
        Json.send(
                "POST",
                actuator(breaker).resolve("/actuator/circuitbreakers/" + breaker.name()),
                Map.of("updateState", state),
                "Authorization",
                "Bearer " + shop.internalToken(),
                "X-Override-By",
                "TwinsIT",
                "X-Override-Reason",
                "the outage without its guard");
    }

    private URI actuator(Breaker breaker) {
        URI actuator = shop.breakers().get(breaker.service());
        if (actuator == null) {
            throw new IllegalArgumentException("there is no service " + breaker.service());
        }
        return actuator;
    }
}
