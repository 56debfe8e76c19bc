package dev.breakwater.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.breakwater.user.RunningService.Answer;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.core.StringRedisTemplate;

class SessionTest {

    private static final RunningService service = Instances.one();
    private static final RunningService other = Instances.two();

    @BeforeAll
    static void well() {
        Health.awaitWell(service, other);
    }

    @AfterEach
    void whole() {
        Stack.whole();
        Health.awaitWell(service, other);
    }

    @Test
    void aSignInIsASessionWithTheTokensLifetime() throws Exception {
        String token = service.newUser();
        Answer sessions = service.sessions(token);
        assertThat(sessions.status()).isEqualTo(200);
        assertThat(sessions.body().get("sessions")).hasSize(1);
        assertThat(sessions.body().at("/sessions/0/id").asText()).isEqualTo(sid(token));
        assertThat(sessions.body().at("/sessions/0/current").asBoolean()).isTrue();
        String set = "user-service:{" + SignedJWT.parse(token).getJWTClaimsSet().getSubject() + "}:sessions";
        StringRedisTemplate redis = service.bean(StringRedisTemplate.class);
        assertThat(redis.getExpire(set)).isBetween(3_000L, 3_660L);
        assertThat(redis.opsForZSet().score(set, sid(token)).longValue() / 1000)
                .as("ends when the token does")
                .isEqualTo(SignedJWT.parse(token)
                        .getJWTClaimsSet()
                        .getExpirationTime()
                        .toInstant()
                        .getEpochSecond());
    }

    @Test
    void whoHasSignedOutReadsNothingMoreAtAnyInstance() throws Exception {
        String token = service.newUser();
        assertThat(other.me(token).status()).isEqualTo(200);
        Answer signedOut = service.signOut(token, sid(token));
        assertThat(signedOut.status()).isEqualTo(204);
        for (RunningService instance : List.of(service, other)) {
            for (Answer answer : List.of(
                    instance.me(token),
                    instance.rename(token, "Ghost"),
                    instance.sessions(token),
                    instance.signOut(token, sid(token)))) {
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.problem()).isEqualTo("/problems/unauthenticated");
            }
        }
    }

    @Test
    void oneSessionIsEndedFromAnother() throws Exception {
        String email = UUID.randomUUID() + "@example.org";
        service.register(email, RunningService.PASSWORD);
        String phone = token(service.signIn(email, RunningService.PASSWORD));
        String laptop = token(service.signIn(email, RunningService.PASSWORD));
        assertThat(service.sessions(laptop).body().get("sessions")).hasSize(2);
        assertThat(service.signOut(laptop, sid(phone)).status()).isEqualTo(204);
        assertThat(service.me(phone).status()).isEqualTo(401);
        assertThat(service.me(laptop).status()).isEqualTo(200);
        assertThat(service.signOut(laptop, sid(phone)).status()).isEqualTo(404);
        assertThat(service.sessions(laptop).body().get("sessions").findValuesAsText("id"))
                .containsExactly(sid(laptop));
    }

    @Test
    void aUserSeesAndEndsTheOwnSessionsOnly() throws Exception {
        String mine = service.newUser();
        String theirs = service.newUser();
        assertThat(service.sessions(mine).body().get("sessions").findValuesAsText("id"))
                .containsExactly(sid(mine));
        Answer refused = service.signOut(mine, sid(theirs));
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.problem()).isEqualTo("/problems/not-found");
        assertThat(service.me(theirs).status()).isEqualTo(200);
    }

    @Test
    void oneTooManyEndsTheOldest() throws Exception {
        String email = UUID.randomUUID() + "@example.org";
        service.register(email, RunningService.PASSWORD);
        String first = token(service.signIn(email, RunningService.PASSWORD));
        String last = first;
        Set<String> later = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            last = token(service.signIn(email, RunningService.PASSWORD));
            later.add(sid(last));
        }
        assertThat(service.me(first).status()).isEqualTo(401);
        assertThat(service.sessions(last).body().get("sessions").findValuesAsText("id"))
                .containsExactlyInAnyOrderElementsOf(later);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "1", "00000000-0000-0000-0000-00000000000g"})
    void anIdThatIsNoneIsRefused(String id) throws Exception {
        Answer answer = service.signOut(service.newUser(), id);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("/problems/invalid-request");
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo("id");
    }

    @Test
    void sessionsNeedAToken() throws Exception {
        assertThat(service.get("/api/sessions").status()).isEqualTo(401);
        assertThat(service.signOut("nonsense", UUID.randomUUID()).status()).isEqualTo(401);
    }

    @Test
    void whileRedisIsAwayTokensAreGoodUnchecked() throws Exception {
        String token = service.newUser();
        Stack.REDIS.kill();
        Answer me = service.me(token);
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.degraded()).isEqualTo("redis=uncheckedSession");

        for (Answer refused : List.of(service.signOut(token, sid(token)), service.sessions(token))) {
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem()).isEqualTo("/problems/dependency-unavailable");
            assertThat(refused.body().get("dependency").asText()).isEqualTo("redis");
        }
    }

    @Test
    void whoSignsInWhileRedisIsAwayGetsAShortTokenThatIsOnNoList() throws Exception {
        String email = UUID.randomUUID() + "@example.org";
        service.register(email, RunningService.PASSWORD);
        Stack.REDIS.kill();
        Answer session = service.signIn(email, RunningService.PASSWORD);
        assertThat(session.status()).isEqualTo(201);
        assertThat(session.degraded()).isEqualTo("redis=unlistedSession");
        assertThat(session.body().get("expiresInSeconds").asLong()).isEqualTo(300);
        assertThat(sid(token(session))).isNull();

        Stack.REDIS.start();
        Health.awaitWell(service);
        Answer me = service.me(token(session));
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.degraded()).isEmpty();
        assertThat(service.sessions(token(session)).body().get("sessions")).isEmpty();
    }

    @Test
    void aSignOutHoldsWhereItWasMadeThoughRedisGoesAway() throws Exception {
        String token = service.newUser();
        assertThat(service.signOut(token, sid(token)).status()).isEqualTo(204);
        Stack.REDIS.kill();
        assertThat(service.me(token).status()).isEqualTo(401);
    }

    @Test
    void aHungRedisNeitherKeepsNorLosesASession() throws Exception {
        String token = service.newUser();
        Stack.REDIS.suspend();
        try (Crowd crowd = new Crowd(5)) {
            for (Answer me : crowd.all(Collections.nCopies(25, () -> service.me(token)))) {
                assertThat(me.status()).isEqualTo(200);
                assertThat(me.degraded()).contains("redis=uncheckedSession");
            }
        }
        assertThat(service.breaker("redis")).isIn("OPEN", "HALF_OPEN");
        Stack.REDIS.resume();
        Health.awaitWell(service);
        assertThat(service.signOut(token, sid(token)).status()).isEqualTo(204);
        assertThat(service.me(token).status()).isEqualTo(401);
    }

    private static String token(Answer session) {
        return session.body().get("accessToken").asText();
    }

    private static String sid(String token) throws Exception {
        return SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("sid");
    }
}
