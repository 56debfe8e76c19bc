package dev.breakwater.simulators;

import dev.breakwater.simulators.bank.BankSimulator;
import dev.breakwater.simulators.sendgrid.EventKey;
import dev.breakwater.simulators.sendgrid.SendGridSimulator;
import dev.breakwater.simulators.stripe.StripeSimulator;
import dev.breakwater.simulators.twilio.TwilioSimulator;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the simulators listen and which secrets they expect.
 *
 * @param address that every port is bound to; default loopback
 */
@ConfigurationProperties("simulators")
record SimulatorsProperties(String address, Stripe stripe, SendGrid sendgrid, Twilio twilio, Bank bank) {

    /**
     * The account of the simulated Stripe.
     *
     * @param webhookUrl where events are sent; empty for nowhere
     */
    record Stripe(int port, String apiKey, @Nullable String webhookUrl, String webhookSecret) {

        Stripe {
            require("STRIPE_API_KEY", apiKey);
            require("STRIPE_WEBHOOK_SECRET", webhookSecret);
        }
    }

    /**
     * The account of the simulated SendGrid.
     *
     * @param webhookUrl where delivery events are posted; empty for nowhere
     * @param webhookPrivateKey what they are signed with; empty for a new one, whose public key is in the ledger
     */
    record SendGrid(
            int port,
            String apiKey,
            @Nullable String webhookUrl,
            @Nullable String webhookPrivateKey) {

        SendGrid {
            require("SENDGRID_API_KEY", apiKey);
        }
    }

    /**
     * The account of the simulated Twilio. Without its secrets there is none.
     *
     * @param webhookBase scheme, host and port that status callbacks really go to; empty for those of the URL that was asked for
     */
    record Twilio(
            int port,
            @Nullable String accountSid,
            @Nullable String authToken,
            @Nullable String webhookBase) {}

    /** The merchant of the simulated bank, which is started only if the secret is set. */
    record Bank(int port, String clientId, String clientSecret) {}

    BankSimulator.Config bankConfig() {
        return BankSimulator.Config.random()
                .withAddress(address)
                .withPort(bank.port())
                .withClient(bank.clientId(), bank.clientSecret());
    }

    SendGridSimulator.Config sendGridConfig() {
        String key = sendgrid.webhookPrivateKey();
        SendGridSimulator.Config config = SendGridSimulator.Config.random()
                .withAddress(address)
                .withPort(sendgrid.port())
                .withApiKey(sendgrid.apiKey())
                .withWebhookUrl(uri(sendgrid.webhookUrl()));
        return key == null || key.isBlank() ? config : config.withEventKey(EventKey.of(key));
    }

    TwilioSimulator.Config twilioConfig() {
        return TwilioSimulator.Config.random()
                .withAddress(address)
                .withPort(twilio.port())
                .withAccount(String.valueOf(twilio.accountSid()), String.valueOf(twilio.authToken()))
                .withWebhookBase(uri(twilio.webhookBase()));
    }

    StripeSimulator.Config stripeConfig() {
        return StripeSimulator.Config.random()
                .withAddress(address)
                .withPort(stripe.port())
                .withApiKey(stripe.apiKey())
                .withWebhookSecret(stripe.webhookSecret())
                .withWebhookUrl(uri(stripe.webhookUrl()));
    }

    private static @Nullable URI uri(@Nullable String url) {
        return url == null || url.isBlank() ? null : URI.create(url);
    }

    private static void require(String variable, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "set the environment variable " + variable + ": it is a secret and has no default");
        }
    }
}
