package dev.breakwater.web.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    private static SampleServer server;
    private static Wire wire;

    @BeforeAll
    static void start() {
        server = new SampleServer();
        wire = server.wire();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aValidTokenTellsTheControllerWhoAsks() throws IOException {
        Wire.Answer answer = me(server.keys.sign(Keys.validClaims().build()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("6f8f7f0e-8a3c-4d5e-9a3b-111111111111")
                .contains("ada@example.org");
    }

    static Stream<Arguments> badTokens() {
        Instant now = Clock.systemUTC().instant();
        return Stream.of(
                Arguments.of("expired", sign(Keys.validClaims().expirationTime(Date.from(now.minusSeconds(60))))),
                Arguments.of("without expiry", sign(Keys.validClaims().expirationTime(null))),
                Arguments.of("not yet valid", sign(Keys.validClaims().notBeforeTime(Date.from(now.plusSeconds(60))))),
                Arguments.of("of another issuer", sign(Keys.validClaims().issuer("elsewhere"))),
                Arguments.of("for another audience", sign(Keys.validClaims().audience("elsewhere"))),
                Arguments.of("without audience", sign(Keys.validClaims().audience((String) null))),
                Arguments.of("for no user", sign(Keys.validClaims().subject("admin"))),
                Arguments.of(
                        "signed by another key",
                        new Keys().sign(Keys.validClaims().build())),
                Arguments.of("unsigned", new PlainJWT(Keys.validClaims().build()).serialize()),
                Arguments.of("nonsense", "nonsense"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void aTokenThatIsNotOursIsRefused(String kind, String token) throws IOException {
        Wire.Answer answer = me(token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.head()).contains("application/problem+json").contains("WWW-Authenticate: Bearer");
        assertThat(answer.body()).contains("/problems/unauthenticated");
    }

    @Test
    void apiNeedsATokenUnlessItIsListedAsPublic() throws IOException {
        assertThat(wire.get("/api/me").status()).isEqualTo(401);
        assertThat(wire.get("/api/no-such-thing").status()).isEqualTo(401);
        assertThat(wire.get("/api/open").status()).isEqualTo(200);
        assertThat(wire.post("/api/open", "").status()).isEqualTo(401);
    }

    @Test
    void anExpiredTokenClosesNoPublicPath() throws IOException {
        assertThat(wire.get("/api/open", "Authorization: Bearer nonsense").status())
                .isEqualTo(200);
    }

    @Test
    void anOperatorsPathIsForOperators() throws IOException {
        String customer = sign(Keys.validClaims().claim("roles", List.of("customer")));
        String operator = sign(Keys.validClaims().claim("roles", List.of("operator")));

        Wire.Answer refused = wire.get("/api/reviews/open", "Authorization: Bearer " + customer);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("/problems/forbidden");
        assertThat(wire.get("/api/reviews/open", "Authorization: Bearer " + sign(Keys.validClaims()))
                        .status())
                .isEqualTo(403);
        assertThat(wire.get("/api/reviews/open").status()).isEqualTo(401);
        assertThat(wire.get("/api/reviews/open", "Authorization: Bearer " + operator)
                        .body())
                .isEqualTo("for operators");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Authorization: Bearer wrong-token-entirely", "Authorization: Basic abc"})
    void internalEndpointsAreForServices(String header) throws IOException {
        Wire.Answer answer = header.isEmpty() ? wire.get("/internal/secret") : wire.get("/internal/secret", header);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("/problems/unauthenticated");
    }

    @Test
    void aUsersTokenOpensNoInternalEndpoint() throws IOException {
        String token = server.keys.sign(Keys.validClaims().build());
        assertThat(wire.get("/internal/secret", "Authorization: Bearer " + token)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theInternalTokenOpensInternalEndpoints() throws IOException {
        assertThat(wire.get("/internal/secret", "Authorization: Bearer " + SampleServer.INTERNAL_TOKEN)
                        .body())
                .contains("for services");
    }

    @Test
    void theDocumentationListsPublicEndpointsOnly() throws IOException {
        String spec = wire.get("/v3/api-docs").body();
        assertThat(spec).contains("/api/me").contains("/webhooks/raw").contains("\"bearer\"");
        assertThat(spec).doesNotContain("/internal/").doesNotContain("CurrentUser\"}}]");
    }

    private static Wire.Answer me(String token) throws IOException {
        return wire.get("/api/me", "Authorization: Bearer " + token);
    }

    private static String sign(JWTClaimsSet.Builder claims) {
        return server.keys.sign(claims.build());
    }
}
