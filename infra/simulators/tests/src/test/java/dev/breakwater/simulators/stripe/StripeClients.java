package dev.breakwater.simulators.stripe;

import com.stripe.StripeClient;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods;

/** The real stripe-java, pointed at a simulator as payment-service points it. */
final class StripeClients {

    private StripeClients() {}

    static StripeClient of(StripeSimulator stripe) {
        return of(stripe, 10_000);
    }

    static StripeClient of(StripeSimulator stripe, int readTimeoutMs) {
        return StripeClient.builder()
                .setApiKey(stripe.apiKey())
                .setApiBase(stripe.baseUrl())
                .setConnectTimeout(2_000)
                .setReadTimeout(readTimeoutMs)
                .setMaxNetworkRetries(0)
                .build();
    }

    static RequestOptions options(String idempotencyKey) {
        return RequestOptions.RequestOptionsBuilder.unsafeSetStripeVersionOverride(
                        RequestOptions.builder().setIdempotencyKey(idempotencyKey), StripeApi.VERSION)
                .build();
    }

    static RequestOptions options() {
        return RequestOptions.RequestOptionsBuilder.unsafeSetStripeVersionOverride(
                        RequestOptions.builder(), StripeApi.VERSION)
                .build();
    }

    /** A charge of an order as payment-service makes it. */
    static PaymentIntentCreateParams.Builder charge(String orderId, String method) {
        return PaymentIntentCreateParams.builder()
                .setAmount(4_200L)
                .setCurrency("eur")
                .setPaymentMethod(method)
                .setConfirm(true)
                .setAutomaticPaymentMethods(AutomaticPaymentMethods.builder()
                        .setEnabled(true)
                        .setAllowRedirects(AutomaticPaymentMethods.AllowRedirects.NEVER)
                        .build())
                .putMetadata("order_id", orderId);
    }
}
