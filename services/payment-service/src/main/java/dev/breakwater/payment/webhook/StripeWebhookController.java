package dev.breakwater.payment.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where Stripe tells what happened. The signature is made over the bytes as they came, so they are read as such. */
@RestController
class StripeWebhookController {

    private final WebhookSignature signature;
    private final ReceiveStripeEvent receiving;
    private final ObjectMapper json;

    StripeWebhookController(WebhookSignature signature, ReceiveStripeEvent receiving, ObjectMapper json) {
        this.signature = signature;
        this.receiving = receiving;
        this.json = json;
    }

    @PostMapping("/webhooks/stripe")
    @Operation(
            summary = "An event of Stripe's, signed; changes a payment at most once",
            security = {})
    @ApiResponse(responseCode = "200", description = "Taken: applied, ignored, or known before")
    @ApiResponse(responseCode = "400", description = "webhook-rejected: forged, stale, or not an event")
    @ApiResponse(responseCode = "409", description = "webhook-replayed: this very delivery was received before")
    @ApiResponse(responseCode = "413", description = "payload-too-large")
    Map<String, Boolean> receive(
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader(name = "Stripe-Signature", required = false) @Nullable String header) {
        String payload = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        String verified = signature.verify(payload, header);
        Effect effect = receiving.receive(StripeEvent.parse(payload, json), verified);
        if (effect == Effect.REPLAYED) {
            throw new ProblemException(ProblemType.WEBHOOK_REPLAYED, "This delivery was received before.", Map.of());
        }
        return Map.of("received", true);
    }
}
