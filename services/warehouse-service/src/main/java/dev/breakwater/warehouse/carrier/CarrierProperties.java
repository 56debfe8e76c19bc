package dev.breakwater.warehouse.carrier;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The carriers and where parcels start from.
 *
 * @param origin of every parcel
 */
@Validated
@ConfigurationProperties("breakwater.carriers")
record CarrierProperties(
        @NotNull @Valid FedEx fedex,
        @NotNull @Valid Ups ups,
        @NotNull @Valid Origin origin) {

    /**
     * The account at FedEx.
     *
     * @param apiBase without a path
     * @param clientSecret no default
     * @param accountNumber nine digits
     */
    record FedEx(
            @NotNull URI apiBase,

            @NotBlank(message = "must be set: environment variable FEDEX_CLIENT_ID")
            String clientId,

            @NotBlank(message = "must be set: environment variable FEDEX_CLIENT_SECRET")
            String clientSecret,

            @NotNull @Pattern(regexp = "\\d{9}") String accountNumber) {

        @Override
        public String toString() {
            return "FedEx[apiBase=" + apiBase + "]";
        }
    }

    /**
     * The account at UPS.
     *
     * @param apiBase without a path
     * @param clientSecret no default
     * @param shipperNumber six characters
     */
    record Ups(
            @NotNull URI apiBase,

            @NotBlank(message = "must be set: environment variable UPS_CLIENT_ID")
            String clientId,

            @NotBlank(message = "must be set: environment variable UPS_CLIENT_SECRET")
            String clientSecret,

            @NotNull @Pattern(regexp = "[A-Z0-9]{6}") String shipperNumber) {

        @Override
        public String toString() {
            return "Ups[apiBase=" + apiBase + "]";
        }
    }

    /** An address as far as a price needs it. */
    record Origin(
            @NotNull @Pattern(regexp = "[A-Z]{2}") String country,
            @NotBlank String postcode) {}
}
