package dev.breakwater.payment.refunding;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breakwater.web.CurrentUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Refunds, for operators. */
@RestController
class RefundController {

    private final RefundPayment refunding;

    RefundController(RefundPayment refunding) {
        this.refunding = refunding;
    }

    @PostMapping("/api/payments/{orderId}/refunds")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Gives money back, all that is left or a part; operators only",
            description =
                    "Status PENDING: the provider's answer is not known yet and is asked for until it is. The same"
                            + " Idempotency-Key tells what came of it and never gives the money twice.")
    @ApiResponse(responseCode = "201", description = "Recorded: REFUNDED, PENDING, or REFUSED by the provider")
    @ApiResponse(responseCode = "400", description = "invalid-request or malformed-request")
    @ApiResponse(responseCode = "401", description = "unauthenticated")
    @ApiResponse(responseCode = "403", description = "forbidden: not an operator")
    @ApiResponse(responseCode = "404", description = "not-found: this order has no payment")
    @ApiResponse(responseCode = "409", description = "refund-not-possible: not charged, or more than is left")
    @ApiResponse(responseCode = "422", description = "idempotency-key-reused")
    @ApiResponse(responseCode = "503", description = "dependency-unavailable: nothing was recorded; send it again")
    View refund(
            CurrentUser operator,
            @PathVariable UUID orderId,
            @RequestHeader("Idempotency-Key") @Pattern(regexp = "[A-Za-z0-9_-]{8,64}") String idempotencyKey,
            @Valid @RequestBody RefundRequest request) {
        return View.of(refunding.refund(orderId, idempotencyKey, request, operator.id()));
    }

    /** @param refusal why the provider will not do it; only if the status is REFUSED */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID refundId,
            UUID orderId,
            Refund.Status status,
            long amountMinor,
            String currency,
            String provider,
            @Nullable String refusal) {

        static View of(Refund refund) {
            return new View(
                    refund.order().id(),
                    refund.orderId(),
                    refund.status(),
                    refund.order().amountMinor(),
                    refund.currency(),
                    refund.provider().label(),
                    refund.refusal());
        }
    }
}
