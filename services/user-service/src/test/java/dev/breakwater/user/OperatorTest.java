package dev.breakwater.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import dev.breakwater.user.RunningService.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.jdbc.core.simple.JdbcClient;

class OperatorTest {

    private static final String SECRET = "the operators password";

    private static KeyFiles keys;

    @BeforeAll
    static void keys() throws Exception {
        keys = KeyFiles.create();
    }

    @Test
    void twoInstancesThatStartAtOnceMakeOneOperator() throws Exception {
        String email = address();
        // a process has one logging, which two applications cannot set up at the same moment
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        var one = CompletableFuture.supplyAsync(() -> withOperator(email, SECRET));
        var two = CompletableFuture.supplyAsync(() -> withOperator(email, SECRET));
        try (RunningService first = one.get();
                RunningService second = two.get()) {
            assertThat(first.bean(JdbcClient.class)
                            .sql("SELECT role FROM users WHERE email = :email")
                            .param("email", email)
                            .query(String.class)
                            .list())
                    .containsExactly("operator");
            for (RunningService instance : List.of(first, second)) {
                assertThat(roles(instance.signIn(email.toUpperCase(java.util.Locale.ROOT), SECRET)))
                        .containsExactly("customer", "operator");
            }
        } finally {
            System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
        }
    }

    @Test
    void nobodyRegistersWithTheOperatorsAddress() throws Exception {
        String email = address();
        try (RunningService service = withOperator(email, SECRET)) {
            assertThat(service.register(email, "a strangers password").status()).isEqualTo(409);
            assertThat(service.register(email.toUpperCase(java.util.Locale.ROOT), "a strangers password")
                            .status())
                    .isEqualTo(409);
            assertThat(service.signIn(email, "a strangers password").status()).isEqualTo(401);
        }
    }

    @Test
    void whoHadTheAddressBeforeStaysACustomer() throws Exception {
        String email = address();
        try (RunningService service = new RunningService(keys, Map.of())) {
            assertThat(service.register(email, "a strangers password").status()).isEqualTo(201);
        }
        try (RunningService service = withOperator(email, SECRET)) {
            assertThat(roles(service.signIn(email, "a strangers password"))).containsExactly("customer");
            assertThat(service.signIn(email, SECRET).status()).isEqualTo(401);
        }
    }

    @Test
    void aNewPasswordReplacesTheOldOneAtTheNextStart() throws Exception {
        String email = address();
        withOperator(email, SECRET).close();
        try (RunningService service = withOperator(email, "another, newer password")) {
            assertThat(service.signIn(email, SECRET).status()).isEqualTo(401);
            assertThat(roles(service.signIn(email, "another, newer password"))).contains("operator");
        }
    }

    @Test
    void aHalfConfiguredOperatorKeepsTheServiceFromStarting() {
        assertThatThrownBy(() -> withOperator(address(), "")).hasStackTraceContaining("both or neither");
        assertThatThrownBy(() -> withOperator("", SECRET)).hasStackTraceContaining("both or neither");
        assertThatThrownBy(() -> withOperator("not an address", SECRET)).hasStackTraceContaining("email");
    }

    private static RunningService withOperator(String email, String password) {
        return new RunningService(
                keys, Map.of("breakwater.operator.email", email, "breakwater.operator.password", password));
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
