package dev.breakwater.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.user.RunningService.Answer;
import java.time.Duration;

/** Waits until a service has recovered by itself. */
final class Health {

    private Health() {}

    /** Both breakers are closed, and registering, signing in, reading and renaming work unmarked. */
    static void awaitWell(RunningService service) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String token = service.newUser();
            Answer renamed = service.rename(token, "Well");
            Answer me = service.me(token);
            assertThat(renamed.status()).isEqualTo(200);
            assertThat(me.body().path("displayName").asText()).isEqualTo("Well");
            assertThat(me.degraded()).isEmpty();
            assertThat(service.breaker("user-db")).isEqualTo("CLOSED");
            assertThat(service.breaker("redis")).isEqualTo("CLOSED");
        });
    }

    static void awaitServing(RunningService service, String server, boolean serving) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> service.metric("user.db.server.serving", "server", server) == (serving ? 1 : 0));
    }
}
