package dev.breakwater.notification.webhook;

import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** SendGrid's signature on delivery events: ECDSA over the timestamp and the body as it came. Thread-safe. */
@Component
@EnableConfigurationProperties(WebhookProperties.class)
class SendGridSignature {

    private final PublicKey key;
    private final Duration tolerance;
    private final Clock clock;

    SendGridSignature(WebhookProperties properties, Clock clock) {
        this.key = key(properties.publicKey());
        this.tolerance = properties.tolerance();
        this.clock = clock;
    }

    /** @throws ProblemException webhook-rejected for a missing, malformed, forged, stale or post-dated signature */
    void verify(byte[] body, @Nullable String signature, @Nullable String timestamp) {
        if (signature == null || timestamp == null) {
            throw rejected("The headers with signature and timestamp are missing.");
        }
        if (!timestamp.matches("\\d{1,12}")) {
            throw rejected("The timestamp is not a number of seconds.");
        }
        long age = Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp));
        if (!fits(body, signature, timestamp) || age > tolerance.toSeconds()) {
            throw rejected(
                    "The signature does not fit, or its time is more than " + tolerance.toSeconds() + " s away.");
        }
    }

    private boolean fits(byte[] body, String signature, String timestamp) {
        try {
            Signature ecdsa = Signature.getInstance("SHA256withECDSA");
            ecdsa.initVerify(key);
            ecdsa.update(timestamp.getBytes(StandardCharsets.UTF_8));
            ecdsa.update(body);
            return ecdsa.verify(Base64.getDecoder().decode(signature));
        } catch (SignatureException | IllegalArgumentException malformed) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA256withECDSA", e);
        }
    }

    static ProblemException rejected(String why) {
        return new ProblemException(ProblemType.WEBHOOK_REJECTED, why);
    }

    private static PublicKey key(String base64) {
        try {
            byte[] encoded = Base64.getDecoder().decode(base64.strip());
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("SENDGRID_WEBHOOK_PUBLIC_KEY is not base64 of an EC public key", e);
        }
    }
}
