package dev.breakwater.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.breakwater.user.RunningService.Answer;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each is answered with the 4xx problem it is, and changes neither users nor sessions. */
class BadInputTest {

    private static final Map<String, String> GOOD = Map.of(
            "POST /api/users",
            "{\"email\":\"eve@example.org\",\"password\":\"correct horse battery\",\"displayName\":\"Eve\"}",
            "POST /api/sessions",
            "{\"email\":\"eve@example.org\",\"password\":\"correct horse battery\"}",
            "PUT /api/users/me",
            "{\"displayName\":\"Countess\"}");

    private static final RunningService service = Instances.one();
    private static String token;
    private static long users;

    @BeforeAll
    static void begin() throws Exception {
        Health.awaitWell(service);
        token = service.newUser();
        users = users();
    }

    @AfterEach
    void nothingWasWritten() throws Exception {
        assertThat(users()).isEqualTo(users);
        assertThat(service.me(token).body().get("displayName").asText()).isEqualTo("Ada");
        assertThat(service.sessions(token).body().get("sessions")).hasSize(1);
    }

    static Stream<Arguments> malformed() {
        return GOOD.keySet().stream()
                .flatMap(endpoint -> Stream.of("", "{", "nonsense", "[]", "null", "7", "{\"email\":}", "{} {}")
                        .map(body -> Arguments.of(endpoint, body)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("malformed")
    void malformedJson(String endpoint, String body) throws Exception {
        problem(send(endpoint, body), 400, "malformed-request");
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST /api/users|\"eve@example.org\"|5|email|",
                "POST /api/users|\"eve@example.org\"|{}|email|",
                "POST /api/users|\"eve@example.org\"|[\"eve@example.org\"]|email|",
                "POST /api/users|\"eve@example.org\"|null|email|",
                "POST /api/users|\"eve@example.org\"|\"\"|email|3..254",
                "POST /api/users|\"eve@example.org\"|\"eve\"|email|3..254",
                "POST /api/users|\"eve@example.org\"|\"eve @example.org\"|email|3..254",
                "POST /api/users|\"email\":\"eve@example.org\",||email|",
                "POST /api/users|\"correct horse battery\"|true|password|",
                "POST /api/users|\"correct horse battery\"|null|password|",
                "POST /api/users|\"correct horse battery\"|\"short\"|password|12..72",
                "POST /api/users|\"password\":\"correct horse battery\",||password|",
                "POST /api/users|\"Eve\"|1.5|displayName|",
                "POST /api/users|\"Eve\"|null|displayName|",
                "POST /api/users|\"Eve\"|\" \"|displayName|",
                "POST /api/users|\"Eve\"|\"E\\u0007ve\"|displayName|",
                "POST /api/users|\"Eve\"|\"Eve\",\"role\":\"operator\"|role|",
                "POST /api/users|\"Eve\"|\"Eve\",\"discountPercent\":100|discountPercent|",
                "POST /api/sessions|\"eve@example.org\"|5|email|",
                "POST /api/sessions|\"eve@example.org\"|null|email|",
                "POST /api/sessions|\"eve@example.org\"|\"\"|email|3..254",
                "POST /api/sessions|\"correct horse battery\"|[]|password|",
                "POST /api/sessions|\"correct horse battery\"|null|password|",
                "POST /api/sessions|battery\"|battery\",\"ttl\":1|ttl|",
                "POST /api/sessions|,\"password\":\"correct horse battery\"||password|",
                "PUT /api/users/me|\"Countess\"|5|displayName|",
                "PUT /api/users/me|\"Countess\"|{\"first\":\"Ada\"}|displayName|",
                "PUT /api/users/me|\"Countess\"|null|displayName|",
                "PUT /api/users/me|\"Countess\"|\"\"|displayName|",
                "PUT /api/users/me|\"Countess\"|\"Countess\",\"email\":\"x@example.org\"|email|",
                "PUT /api/users/me|\"displayName\":\"Countess\"||displayName|",
            })
    void aWrongFieldIsNamed(String endpoint, String good, String bad, String field, String range) throws Exception {
        assertThat(body(endpoint)).contains(good);
        Answer answer = send(endpoint, body(endpoint).replace(good, bad == null ? "" : bad));
        problem(answer, 400, "invalid-request");
        JsonNode errors = answer.body().at("/errors");
        assertThat(errors.findValuesAsText("field")).contains(field);
        if (range != null) {
            assertThat(errors.findValuesAsText("range")).contains(range);
        }
    }

    static Stream<Arguments> tooLong() {
        return Stream.of(
                Arguments.of("POST /api/users", "eve@", "e".repeat(300) + "@", "email", "3..254"),
                Arguments.of("POST /api/users", "battery", "b".repeat(73), "password", "12..72"),
                Arguments.of("POST /api/users", "Eve", "E".repeat(81), "displayName", "1..80"),
                Arguments.of("POST /api/sessions", "eve@", "e".repeat(300) + "@", "email", "3..254"),
                Arguments.of("POST /api/sessions", "battery", "b".repeat(1_001), "password", "0..1000"),
                Arguments.of("PUT /api/users/me", "Countess", "C".repeat(81), "displayName", "1..80"));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("tooLong")
    void aTextBeyondItsLengthIsNamedWithItsRangeAndShortened(
            String endpoint, String good, String bad, String field, String range) throws Exception {
        Answer answer = send(endpoint, body(endpoint).replace(good, bad));
        problem(answer, 400, "invalid-request");
        JsonNode error = answer.body().at("/errors/0");
        assertThat(error.get("field").asText()).isEqualTo(field);
        assertThat(error.get("range").asText()).contains(range);
        assertThat(error.path("value").asText()).hasSizeLessThanOrEqualTo(101);
        assertThat(error.has("value")).isEqualTo(!field.equals("password"));
    }

    static Stream<String> endpoints() {
        return GOOD.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void anOversizedBody(String endpoint) throws Exception {
        problem(send(endpoint, body(endpoint) + " ".repeat(64 * 1024)), 413, "payload-too-large");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void anotherContentType(String endpoint) throws Exception {
        problem(
                service.send(method(endpoint), path(endpoint), token, "text/plain", body(endpoint)),
                415,
                "unsupported-media-type");
    }

    @Test
    void anotherMethod() throws Exception {
        problem(send("POST /api/users/me", "{}"), 405, "method-not-allowed");
        problem(send("DELETE /api/users/me", ""), 405, "method-not-allowed");
        problem(send("PUT /api/sessions", "{}"), 405, "method-not-allowed");
    }

    @Test
    void anUnknownPath() throws Exception {
        problem(send("GET /api/users/" + UUID.randomUUID(), ""), 404, "not-found");
        problem(send("DELETE /api/sessions/" + UUID.randomUUID(), ""), 404, "not-found");
    }

    static Stream<Arguments> badTokens() throws Exception {
        SignedJWT valid = SignedJWT.parse(token);
        String[] parts = token.split("\\.", 3);
        Instant past = Clock.systemUTC().instant().minusSeconds(60);
        JWTClaimsSet expired = new JWTClaimsSet.Builder(valid.getJWTClaimsSet())
                .expirationTime(Date.from(past))
                .build();
        JWTClaimsSet operator = new JWTClaimsSet.Builder(valid.getJWTClaimsSet())
                .claim("roles", "operator")
                .build();
        Map<String, String> tokens = Map.of(
                "none",
                "",
                "nonsense",
                "not.a.token",
                "expired",
                sign(KeyFiles.OURS, expired),
                "of a foreign key",
                sign(KeyFiles.create(), valid.getJWTClaimsSet()),
                "forged",
                parts[0] + "." + operator.toPayload().toBase64URL() + "." + parts[2],
                "unsigned",
                new PlainJWT(operator).serialize());
        String session = valid.getJWTClaimsSet().getStringClaim("sid");
        return tokens.entrySet().stream()
                .flatMap(bad -> Stream.of(
                                "GET /api/users/me",
                                "PUT /api/users/me",
                                "GET /api/sessions",
                                "DELETE /api/sessions/" + session)
                        .map(endpoint -> Arguments.of(bad.getKey(), endpoint, bad.getValue())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("badTokens")
    void aTokenThatIsNoneOpensNothing(String kind, String endpoint, String bad) throws Exception {
        Answer answer = service.send(
                method(endpoint), path(endpoint), bad, "application/json", GOOD.getOrDefault(endpoint, ""));
        problem(answer, 401, "unauthenticated");
    }

    private static Answer send(String endpoint, String body) throws Exception {
        return service.send(method(endpoint), path(endpoint), token, "application/json", body);
    }

    private static String body(String endpoint) {
        return GOOD.getOrDefault(endpoint, "");
    }

    private static String method(String endpoint) {
        return endpoint.substring(0, endpoint.indexOf(' '));
    }

    private static String path(String endpoint) {
        return endpoint.substring(endpoint.indexOf(' ') + 1);
    }

    private static String sign(KeyFiles by, JWTClaimsSet claims) throws Exception {
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        jwt.sign(new RSASSASigner(by.privateKey()));
        return jwt.serialize();
    }

    private static long users() {
        return service.bean(JdbcClient.class)
                .sql("SELECT count(*) FROM users")
                .query(Long.class)
                .single();
    }

    private static void problem(Answer answer, int status, String slug) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo("/problems/" + slug);
        assertThat(answer.headers().get("content-type")).startsWith("application/problem+json");
    }
}
