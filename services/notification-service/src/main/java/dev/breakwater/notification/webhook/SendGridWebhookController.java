package dev.breakwater.notification.webhook;

import dev.breakwater.notification.ledger.Reports;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where SendGrid tells what became of mails. The signature is made over the bytes as they came, so they are read as such. */
@RestController
class SendGridWebhookController {

    private final SendGridSignature signature;
    private final SendGridEvents events;
    private final Reports reports;

    SendGridWebhookController(SendGridSignature signature, SendGridEvents events, Reports reports) {
        this.signature = signature;
        this.events = events;
        this.reports = reports;
    }

    @PostMapping("/webhooks/sendgrid")
    @Operation(
            summary = "Delivery events of SendGrid's, signed; a repetition changes nothing",
            security = {})
    @ApiResponse(responseCode = "200", description = "Taken: all of the events, or none of them is ours")
    @ApiResponse(responseCode = "400", description = "webhook-rejected: forged, stale, or not a list of events")
    @ApiResponse(responseCode = "413", description = "payload-too-large")
    @ApiResponse(responseCode = "503", description = "dependency-unavailable: deliver them again later")
    Map<String, Boolean> receive(
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader(name = "X-Twilio-Email-Event-Webhook-Signature", required = false) @Nullable String signed,
            @RequestHeader(name = "X-Twilio-Email-Event-Webhook-Timestamp", required = false) @Nullable String at) {
        byte[] bytes = body == null ? new byte[0] : body;
        signature.verify(bytes, signed, at);
        reports.receive(events.read(bytes));
        return Map.of("received", true);
    }
}
