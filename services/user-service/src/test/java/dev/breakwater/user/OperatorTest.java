package dev.breakwater.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import dev.breakwater.user.RunningService.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.jdbc.core.simple.JdbcClient;

class OperatorTest {

    private static final String SECRET = "the operators password";

    private static final String OPERATOR = address();

    private static RunningService first;
    private static RunningService second;

    @BeforeAll
    static void startTwoAtOnce() {
        // which sets up the process's logging, as two applications cannot do at the same moment
        Instances.one();
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        try {
            var one = CompletableFuture.supplyAsync(() -> withOperator(OPERATOR, SECRET));
            var two = CompletableFuture.supplyAsync(() -> withOperator(OPERATOR, SECRET));
            first = one.join();
            second = two.join();
        } finally {
            System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
        }
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @Test
    void twoInstancesThatStartAtOnceMakeOneOperatorWhoGetsTheNewPasswordOfTheNextStart() throws Exception {
        assertThat(first.bean(JdbcClient.class)
                        .sql("SELECT role FROM users WHERE email = :email")
                        .param("email", OPERATOR)
                        .query(String.class)
                        .list())
                .containsExactly("operator");
        for (RunningService instance : List.of(first, second)) {
            assertThat(roles(instance.signIn(OPERATOR.toUpperCase(Locale.ROOT), SECRET)))
                    .containsExactly("customer", "operator");
        }

        try (RunningService third = withOperator(OPERATOR, "another, newer password")) {
            assertThat(third.signIn(OPERATOR, SECRET).status()).isEqualTo(401);
            assertThat(roles(third.signIn(OPERATOR, "another, newer password"))).contains("operator");
        }
    }

    @Test
    void nobodyRegistersWithTheOperatorsAddress() throws Exception {
        assertThat(first.register(OPERATOR, "a strangers password").status()).isEqualTo(409);
        assertThat(first.register(OPERATOR.toUpperCase(Locale.ROOT), "a strangers password")
                        .status())
                .isEqualTo(409);
        assertThat(first.signIn(OPERATOR, "a strangers password").status()).isEqualTo(401);
    }

    @Test
    void whoHadTheAddressBeforeStaysACustomer() throws Exception {
        String email = address();
        Health.awaitWell(Instances.one());
        assertThat(Instances.one().register(email, "a strangers password").status())
                .isEqualTo(201);
        try (RunningService service = withOperator(email, SECRET)) {
            assertThat(roles(service.signIn(email, "a strangers password"))).containsExactly("customer");
            assertThat(service.signIn(email, SECRET).status()).isEqualTo(401);
        }
    }

    @Test
    void aHalfConfiguredOperatorKeepsTheServiceFromStarting() {
        assertThatThrownBy(() -> withOperator(address(), "")).hasStackTraceContaining("both or neither");
        assertThatThrownBy(() -> withOperator("", SECRET)).hasStackTraceContaining("both or neither");
        assertThatThrownBy(() -> withOperator("not an address", SECRET)).hasStackTraceContaining("email");
    }

    private static RunningService withOperator(String email, String password) {
        return new RunningService(Map.of("breakwater.operator.email", email, "breakwater.operator.password", password));
    }

    private static String address() {
        return "operator-" + UUID.randomUUID() + "@example.org";
    }

    private static List<String> roles(Answer session) throws Exception {
        assertThat(session.status()).isEqualTo(201);
        return SignedJWT.parse(session.body().get("accessToken").asText())
                .getJWTClaimsSet()
                .getStringListClaim("roles");
    }
}
