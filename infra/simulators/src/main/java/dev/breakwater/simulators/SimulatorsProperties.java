package dev.breakwater.simulators;

import dev.breakwater.simulators.bank.BankSimulator;
import dev.breakwater.simulators.sendgrid.SendGridSimulator;
import dev.breakwater.simulators.stripe.StripeSimulator;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the simulators listen and which secrets they expect.
 *
 * @param address that every port is bound to; default loopback
 */
@ConfigurationProperties("simulators")
record SimulatorsProperties(String address, Stripe stripe, SendGrid sendgrid, Bank bank) {

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

    /** The account of the simulated SendGrid. */
    record SendGrid(int port, String apiKey) {

        SendGrid {
            require("SENDGRID_API_KEY", apiKey);
        }
    }

    /** The merchant of the simulated bank, which is started only if the secret is set. */
    record Bank(int port, String clientId, String clientSecret) {}

    BankSimulator.Config bankConfig() {
        return BankSimulator.Config.random()
                .withAddress(address)
                .withPort(bank.port())
                .withClient(bank.clientId(), bank.clientSecret());
    }

    SendGridSimulator.Config sendGridConfig() {
        return SendGridSimulator.Config.random()
                .withAddress(address)
                .withPort(sendgrid.port())
                .withApiKey(sendgrid.apiKey());
    }

    StripeSimulator.Config stripeConfig() {
        String url = stripe.webhookUrl();
        return StripeSimulator.Config.random()
                .withAddress(address)
                .withPort(stripe.port())
                .withApiKey(stripe.apiKey())
                .withWebhookSecret(stripe.webhookSecret())
                .withWebhookUrl(url == null || url.isBlank() ? null : URI.create(url));
    }

    private static void require(String variable, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "set the environment variable " + variable + ": it is a secret and has no default");
        }
    }
}
