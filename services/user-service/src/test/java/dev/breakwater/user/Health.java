package dev.breakwater.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.user.RunningService.Answer;
import java.time.Duration;

/** Waits until a service has recovered by itself. */
final class Health {

    private static final int SEVERAL = 6;

    private Health() {}

    /**
     * Both breakers are closed, and registering, signing in, reading and renaming work unmarked and through Redis. Renaming several times, so that
     * connections that died unnoticed are used up, and what failed before weighs little in the breakers' windows.
     */
    static void awaitWell(RunningService... services) {
        for (RunningService service : services) {
            await().pollDelay(Duration.ZERO).atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertWell(service));
        }
    }

    private static void assertWell(RunningService service) throws Exception {
        String token = service.newUser();
        for (int i = 0; i < SEVERAL; i++) {
            assertThat(service.rename(token, "Well").status()).isEqualTo(200);
        }
        Answer me = service.me(token);
        assertThat(me.body().path("displayName").asText()).isEqualTo("Well");
        assertThat(me.degraded()).isEmpty();
        assertThat(service.sessions(token).body().path("sessions"))
                .as("Redis has the session")
                .hasSize(1);
        assertThat(service.breaker("user-db")).isEqualTo("CLOSED");
        assertThat(service.breaker("redis")).isEqualTo("CLOSED");
    }

    static void awaitServing(RunningService service, String server, boolean serving) {
        await().pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(20))
                .until(() -> service.metric("user.db.server.serving", "server", server) == (serving ? 1 : 0));
    }
}
