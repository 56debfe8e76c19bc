package dev.breakwater.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.breakwater.user.RunningService.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class AccountTest {

    private static final RunningService service = Instances.one();

    @BeforeAll
    static void well() {
        Health.awaitWell(service);
    }

    @Test
    void aRegisteredUserSignsInAndReadsTheProfile() throws Exception {
        Answer registered = service.register("Ada.Lovelace@Example.org", RunningService.PASSWORD);
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.body().get("email").asText()).isEqualTo("ada.lovelace@example.org");
        assertThat(registered.body().toString()).doesNotContain("assword");

        Answer session = service.signIn("ADA.lovelace@example.ORG", RunningService.PASSWORD);
        assertThat(session.status()).isEqualTo(201);
        assertThat(session.body().get("tokenType").asText()).isEqualTo("Bearer");
        assertThat(session.body().get("expiresInSeconds").asLong()).isEqualTo(3600);

        Answer me = service.me(session.body().get("accessToken").asText());
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.body().get("id")).isEqualTo(registered.body().get("id"));
        assertThat(me.freshness()).isEqualTo("LIVE");
        assertThat(me.degraded()).isEmpty();
    }

    @Test
    void theTokenSaysWhoTheUserIs() throws Exception {
        String id = service.register("grace@example.org", RunningService.PASSWORD)
                .body()
                .get("id")
                .asText();
        Answer session = service.signIn("grace@example.org", RunningService.PASSWORD);
        SignedJWT token = SignedJWT.parse(session.body().get("accessToken").asText());
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(claims.getIssuer()).isEqualTo("breakwater");
        assertThat(claims.getAudience()).containsExactly("breakwater-shop");
        assertThat(claims.getSubject()).isEqualTo(id);
        assertThat(claims.getStringClaim("email")).isEqualTo("grace@example.org");
        assertThat(claims.getStringClaim("name")).isEqualTo("Ada");
        assertThat(claims.getStringListClaim("roles")).containsExactly("customer");
    }

    @Test
    void anAddressIsRegisteredOnceHoweverItIsSpelt() throws Exception {
        assertThat(service.register("twice@example.org", RunningService.PASSWORD)
                        .status())
                .isEqualTo(201);
        Answer again = service.register("TWICE@example.org", "another password");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.problem()).isEqualTo("/problems/user-already-exists");
        assertThat(service.signIn("twice@example.org", "another password").status())
                .isEqualTo(401);
    }

    @Test
    void ofManyRacingRegistrationsOneWins() throws Exception {
        String email = UUID.randomUUID() + "@example.org";
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            Callable<Integer> registration =
                    () -> service.register(email, RunningService.PASSWORD).status();
            int created = 0;
            for (Future<Integer> status : pool.invokeAll(
                    IntStream.range(0, 8).mapToObj(i -> registration).toList())) {
                assertThat(status.get()).isIn(201, 409);
                created += status.get() == 201 ? 1 : 0;
            }
            assertThat(created).isEqualTo(1);
        } finally {
            pool.shutdown();
        }
        assertThat(users(email)).isEqualTo(1);
    }

    @Test
    void takenAddressesDoNotTripTheBreaker() throws Exception {
        service.register("popular@example.org", RunningService.PASSWORD);
        for (int i = 0; i < 30; i++) {
            assertThat(service.register("popular@example.org", RunningService.PASSWORD)
                            .status())
                    .isEqualTo(409);
        }
        assertThat(service.me(service.newUser()).freshness()).isEqualTo("LIVE");
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressGetTheSameAnswer() throws Exception {
        service.register("known@example.org", RunningService.PASSWORD);
        Answer wrong = service.signIn("known@example.org", "not the password");
        Answer unknown = service.signIn("unknown@example.org", "not the password");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "email, null, ''",
                "email, nonsense, 3..254",
                "email, a@, 3..254",
                "password, null, ''",
                "password, eleven bytes, accepted",
                "password, elevenbytes, 12..72",
                "password, this-password-has-exactly-seventy-three-bytes-which-is-one-more-than-it-ma, 12..72",
                "password, ääääääääääääääääääääääääääääääääääääa, 12..72",
                "displayName, '', '1..80 long, \\P{Cntrl}*'",
                "displayName, null, ''",
            })
    void aRegistrationThatBreaksARuleNamesTheField(String field, String value, String range) throws Exception {
        String email = UUID.randomUUID() + "@example.org";
        Map<String, Object> body =
                new HashMap<>(Map.of("email", email, "password", RunningService.PASSWORD, "displayName", "Ada"));
        body.put(field, value);
        Answer answer = service.post("/api/users", body);
        if (range.equals("accepted")) {
            assertThat(answer.status()).isEqualTo(201);
            return;
        }
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("/problems/invalid-request");
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo(field);
        if (!range.isEmpty()) {
            assertThat(answer.body().get("errors").findValuesAsText("range")).contains(range);
        }
        assertThat(users(email)).isZero();
    }

    @Test
    void textsThatTheDatabaseCannotStoreAreRefused() throws Exception {
        for (String name : List.of("a\u0000b", "a\ud800b", "a\nb")) {
            String token = service.newUser();
            Answer answer = service.rename(token, name);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(service.me(token).body().get("displayName").asText()).isEqualTo("Ada");
        }
    }

    @Test
    void aUserChangesTheOwnName() throws Exception {
        String token = service.newUser();
        Answer renamed = service.rename(token, "  Lady Lovelace ⚓ ");
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.body().get("displayName").asText()).isEqualTo("Lady Lovelace ⚓");
        assertThat(service.me(token).body().get("displayName").asText()).isEqualTo("Lady Lovelace ⚓");
    }

    @Test
    void aProfileNeedsAToken() throws Exception {
        Answer answer = service.get("/api/users/me");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("/problems/unauthenticated");
    }

    private static long users(String email) {
        return service.bean(JdbcClient.class)
                .sql("SELECT count(*) FROM users WHERE email = :email")
                .param("email", email)
                .query(Long.class)
                .single();
    }
}
