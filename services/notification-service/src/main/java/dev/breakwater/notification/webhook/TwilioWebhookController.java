package dev.breakwater.notification.webhook;

import dev.breakwater.notification.ledger.Reports;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where Twilio tells what became of SMS. */
@RestController
class TwilioWebhookController {

    private static final String EVENT = "event";

    private final TwilioCallback callback;
    private final Reports reports;

    TwilioWebhookController(TwilioCallback callback, Reports reports) {
        this.callback = callback;
        this.reports = reports;
    }

    @PostMapping("/webhooks/twilio")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "A status callback of Twilio's, signed; a repetition changes nothing",
            security = {})
    @ApiResponse(responseCode = "204", description = "Taken, or about no message of ours")
    @ApiResponse(responseCode = "400", description = "webhook-rejected: forged, or not a status callback")
    @ApiResponse(responseCode = "413", description = "payload-too-large")
    @ApiResponse(responseCode = "503", description = "dependency-unavailable: deliver it again later")
    void receive(
            HttpServletRequest request,
            @RequestHeader(name = "X-Twilio-Signature", required = false) @Nullable String signature) {
        Map<String, String> form = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> form.put(name, values[0]));
        String event = form.remove(EVENT); // ours, in the address and so signed with it
        String query = request.getQueryString();
        String pathAndQuery = request.getRequestURI() + (query == null ? "" : "?" + query);
        callback.read(pathAndQuery, form, event == null ? "" : event, signature)
                .ifPresent(report -> reports.receive(List.of(report)));
    }
}
