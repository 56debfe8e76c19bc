package dev.breakwater.payment.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.stripe.net.Webhook;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final String PAYLOAD = "{\"id\":\"evt_1\"}";

    private final WebhookSignature signature = new WebhookSignature(
            new WebhookProperties("whsec_test", Duration.ofMinutes(5)), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void acceptsWhatStripeSigned() throws GeneralSecurityException {
        assertThat(signature.verify(PAYLOAD, signed("whsec_test", 0))).hasSize(64);
    }

    @Test
    void sameDeliveryInAnotherSpellingIsTheSameSignature() throws GeneralSecurityException {
        String header = signed("whsec_test", 0);
        String respelt = header + ",v1=00,v0=11";
        assertThat(signature.verify(PAYLOAD, respelt)).isEqualTo(signature.verify(PAYLOAD, header));
    }

    @Test
    void acceptsASignatureOfThreeHundredSeconds() throws GeneralSecurityException {
        assertThat(signature.verify(PAYLOAD, signed("whsec_test", -300))).isNotEmpty();
    }

    @Test
    void rejectsAnOlderSignature() throws GeneralSecurityException {
        assertRejected(PAYLOAD, signed("whsec_test", -301));
    }

    @Test
    void rejectsASignatureFromTheFuture() throws GeneralSecurityException {
        assertRejected(PAYLOAD, signed("whsec_test", 301));
    }

    @Test
    void rejectsAnotherSecret() throws GeneralSecurityException {
        assertRejected(PAYLOAD, signed("whsec_other", 0));
    }

    @Test
    void rejectsAnotherBody() throws GeneralSecurityException {
        assertRejected(PAYLOAD.replace("evt_1", "evt_2"), signed("whsec_test", 0));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "t", "t=", "t=x", "v1=aa", "t=1700000000", "t=1700000000,v1", "t=99999999999999999999,v1=a"})
    void rejectsAMalformedHeader(@Nullable String header) {
        assertRejected(PAYLOAD, header);
    }

    private void assertRejected(String payload, @Nullable String header) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> signature.verify(payload, header))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.WEBHOOK_REJECTED));
    }

    private static String signed(String secret, long secondsFromNow) throws GeneralSecurityException {
        return Webhook.Signature.generateSignatureHeader(PAYLOAD, secret, NOW.getEpochSecond() + secondsFromNow);
    }
}
