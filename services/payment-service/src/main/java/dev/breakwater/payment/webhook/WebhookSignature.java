package dev.breakwater.payment.webhook;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stripe's signature on a webhook, as Stripe's own library checks it, on the injected clock. */
@Component
class WebhookSignature {

    private final WebhookProperties properties;
    private final Clock clock;

    WebhookSignature(WebhookProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Returns the signature in its one canonical form, however the header was written: the library accepts the same
     * signature in many spellings, and each must count as the same delivery.
     *
     * @throws ProblemException webhook-rejected for a missing, malformed, forged, stale or post-dated signature
     */
    String verify(String payload, @Nullable String header) {
        if (header == null) {
            throw rejected("The header Stripe-Signature is missing.");
        }
        long tolerance = properties.tolerance().toSeconds();
        try {
            Webhook.Signature.verifyHeader(payload, header, properties.secret(), tolerance, clock);
            long signedAt = timestamp(header);
            if (signedAt > clock.instant().getEpochSecond() + tolerance) {
                throw rejected("The signature is dated in the future."); // the library lets it pass
            }
            return Webhook.Util.computeHmacSha256(properties.secret(), signedAt + "." + payload);
        } catch (SignatureVerificationException refused) {
            throw rejected("The signature does not fit, or is older than " + tolerance + " s.");
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException malformed) {
            throw rejected("The header Stripe-Signature is malformed."); // what the library throws on 't' and 't=x'
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static long timestamp(String header) {
        return Arrays.stream(header.split(",", -1))
                .filter(item -> item.startsWith("t="))
                .mapToLong(item -> Long.parseLong(item.substring(2)))
                .findFirst()
                .orElseThrow();
    }

    static ProblemException rejected(String why) {
        return new ProblemException(ProblemType.WEBHOOK_REJECTED, why, Map.of());
    }
}
