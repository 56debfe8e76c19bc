package dev.breakwater.payment.stripe;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.net.RequestOptions;
import com.stripe.net.RequestOptions.RequestOptionsBuilder;
import dev.breakwater.resilience.DeadlineHttp;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How this service talks to Stripe: one API version, one attempt, no telemetry, never longer than the deadline. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StripeProperties.class)
class StripeConfiguration {

    /** The version this code was written against. The library's own default moves with the library. */
    static final String API_VERSION = "2023-08-16";

    @Bean
    StripeClient stripeClient(StripeProperties properties, DeadlineHttp http) {
        Stripe.enableTelemetry = false; // static in the library: it would name this machine in every request
        return StripeClient.builder()
                .setApiKey(properties.apiKey())
                .setApiBase(properties.apiBase().toString())
                .setMaxNetworkRetries(0) // retries are one layer's business, and for charges that is the settlement
                .setHttpClient(new DeadlineStripeHttp(http))
                .build();
    }

    static RequestOptions options() {
        return options(RequestOptions.builder());
    }

    static RequestOptions options(String idempotencyKey) {
        return options(RequestOptions.builder().setIdempotencyKey(idempotencyKey));
    }

    private static RequestOptions options(RequestOptionsBuilder builder) {
        return RequestOptionsBuilder.unsafeSetStripeVersionOverride(builder, API_VERSION)
                .build();
    }
}
