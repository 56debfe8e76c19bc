package dev.breakwater.payment.bank;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param apiBase where the bank's API is, without a path; null where there is no bank: then Stripe's fallback is the queue alone
 * @param clientId of the OAuth2 client credentials; needed with an apiBase
 * @param clientSecret needed with an apiBase
 * @param paymentMethods which payment methods the bank takes, a regular expression for the whole token
 */
@Validated
@ConfigurationProperties("breakwater.bank")
record BankProperties(
        @Nullable URI apiBase,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @NotNull Pattern paymentMethods) {

    BankProperties {
        apiBase = apiBase == null || apiBase.toString().isBlank() ? null : apiBase;
        if (apiBase != null) {
            require("BANK_CLIENT_ID", clientId);
            require("BANK_CLIENT_SECRET", clientSecret);
        }
    }

    private static void require(String variable, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "BANK_API_BASE is set, so the environment variable " + variable + " must be set too");
        }
    }

    @Override
    public String toString() {
        return "BankProperties[apiBase=" + apiBase + "]";
    }
}
