package dev.breakwater.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.user.RunningService.Answer;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InternalUsersTest {

    private static final RunningService service = Instances.one();
    private static final RunningService forgetful = Instances.forgetful();

    @BeforeAll
    static void well() {
        Health.awaitWell(service, forgetful);
    }

    @Test
    void aServiceReadsAUserWithTheDiscount() throws Exception {
        String token = service.newUser();
        String id = service.me(token).body().get("id").asText();
        Answer before = service.internalUser(id);
        assertThat(before.status()).isEqualTo(200);
        assertThat(before.body().get("discountPercent").asInt()).isZero();

        Answer set = service.discount(id, "{\"percent\":15}");
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.body().get("discountPercent").asInt()).isEqualTo(15);
        Answer after = service.internalUser(id);
        assertThat(after.body().get("discountPercent").asInt()).isEqualTo(15);
        assertThat(after.freshness()).isIn("LIVE", "CACHED");
        assertThat(after.body().get("email")).isEqualTo(before.body().get("email"));
        assertThat(after.body().get("displayName").asText()).isEqualTo("Ada");
        assertThat(service.me(token).body().has("discountPercent"))
                .as("what the public API shows is unchanged")
                .isFalse();
    }

    @Test
    void onlyWhoHasTheInternalTokenForcesABreaker() throws Exception {
        String path = "/actuator/circuitbreakers/user-db";
        String forceOpen = "{\"updateState\":\"FORCE_OPEN\"}";
        assertThat(service.send("POST", path, service.newUser(), "application/json", forceOpen)
                        .status())
                .isEqualTo(401);
        assertThat(service.breaker("user-db")).isEqualTo("CLOSED");
        String close = "{\"updateState\":\"CLOSE\"}";
        assertThat(service.send("POST", path, RunningService.INTERNAL_TOKEN, "application/json", close)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aStaleAnswerGivesNoDiscount() throws Exception {
        String id = forgetful.me(forgetful.newUser()).body().get("id").asText();
        forgetful.discount(id, "{\"percent\":50}");
        assertThat(forgetful.internalUser(id).body().get("discountPercent").asInt())
                .isEqualTo(50);
        Stack.PRIMARY.kill();
        try {
            Answer stale = forgetful.internalUser(id);
            assertThat(stale.status()).isEqualTo(200);
            assertThat(stale.freshness()).isEqualTo("STALE");
            assertThat(stale.degraded()).isEqualTo("user-db=sharedCopy");
            assertThat(stale.body().get("discountPercent").asInt()).isZero();
            assertThat(forgetful.discount(id, "{\"percent\":1}").status()).isEqualTo(503);
        } finally {
            Stack.whole();
        }
        Health.awaitWell(service, forgetful);
        Answer live = forgetful.internalUser(id);
        assertThat(live.freshness()).isEqualTo("LIVE");
        assertThat(live.body().get("discountPercent").asInt()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"percent\":51} | percent | 0..50",
                "{\"percent\":-1} | percent | 0..50",
                "{\"percent\":null} | percent | ''",
                "{} | percent | ''",
                "{\"percent\":\"ten\"} | percent | ''",
                "{\"percent\":1.5} | percent | ''",
            })
    void aDiscountOutOfRangeNamesTheFieldAndChangesNothing(String body, String field, String range) throws Exception {
        String id = service.me(service.newUser()).body().get("id").asText();
        service.discount(id, "{\"percent\":7}");
        Answer answer = service.discount(id, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo(field);
        if (!range.isEmpty()) {
            assertThat(answer.body().at("/errors/0/range").asText()).isEqualTo(range);
        }
        assertThat(service.internalUser(id).body().get("discountPercent").asInt())
                .isEqualTo(7);
    }

    @Test
    void whatIsNoJsonIsRefused() throws Exception {
        assertThat(service.discount(UUID.randomUUID(), "percent=5").status()).isEqualTo(400);
        assertThat(service.discount(UUID.randomUUID(), "").status()).isEqualTo(400);
    }

    @Test
    void anUnknownUserIsNotFound() throws Exception {
        assertThat(service.internalUser(UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(service.discount(UUID.randomUUID(), "{\"percent\":5}").status())
                .isEqualTo(404);
        assertThat(service.internalUser("nobody").status()).isEqualTo(400);
    }

    @Test
    void onlyServicesAsk() throws Exception {
        String token = service.newUser();
        String id = service.me(token).body().get("id").asText();
        assertThat(service.get("/internal/users/" + id).status()).isEqualTo(401);
    }
}
