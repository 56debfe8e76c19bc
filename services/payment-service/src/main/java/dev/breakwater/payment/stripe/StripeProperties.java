package dev.breakwater.payment.stripe;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param apiBase where Stripe's API is, without a path
 * @param apiKey the secret key; no default
 */
@Validated
@ConfigurationProperties("breakwater.stripe")
record StripeProperties(
        @NotNull URI apiBase,

        @NotBlank(message = "must be set: environment variable STRIPE_API_KEY")
        String apiKey) {

    @Override
    public String toString() {
        return "StripeProperties[apiBase=" + apiBase + "]";
    }
}
