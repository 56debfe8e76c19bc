package dev.breakwater.order.web;

import dev.breakwater.order.book.Customer;
import dev.breakwater.order.book.Order;
import dev.breakwater.order.placing.PlaceOrder;
import dev.breakwater.order.placing.PlacementResult;
import dev.breakwater.order.reading.ReadOrders;
import dev.breakwater.web.CurrentUser;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/orders")
class OrderController {

    private static final String REPLAYED = "Idempotent-Replayed";
    private static final Duration WHILE_IN_PROGRESS = Duration.ofSeconds(2);
    private static final Duration WHILE_STORING = Duration.ofSeconds(5);

    private final PlaceOrder placeOrder;
    private final ReadOrders orders;

    OrderController(PlaceOrder placeOrder, ReadOrders orders) {
        this.placeOrder = placeOrder;
        this.orders = orders;
    }

    @Operation(summary = "Places an order: 201 confirmed, 202 accepted with payment or stock still to come")
    @PostMapping
    ResponseEntity<OrderView> place(
            CurrentUser user,
            @RequestHeader("Idempotency-Key") @Pattern(regexp = "[A-Za-z0-9_-]{8,64}") String idempotencyKey,
            @Valid @RequestBody PlaceOrderRequest request,
            HttpServletResponse response) {
        Customer customer = new Customer(user.id(), user.email(), user.name(), request.smsTo());
        PlacementResult result = placeOrder.place(customer, idempotencyKey, request.basket());
        if (result instanceof PlacementResult.Answered answered) {
            return PlacementAnswers.of(answered.order());
        }
        if (result instanceof PlacementResult.Replayed replayed) {
            response.setHeader(REPLAYED, "true");
            return PlacementAnswers.of(replayed.order());
        }
        if (result instanceof PlacementResult.Unfinished unfinished) {
            return PlacementAnswers.of(unfinished.order());
        }
        throw refusal(result);
    }

    private static ProblemException refusal(PlacementResult result) {
        if (result instanceof PlacementResult.Unorderable bad) {
            return ProblemException.invalid("items[" + bad.line() + "].sku", bad.sku(), null, bad.why());
        }
        if (result instanceof PlacementResult.QuoteRefused refused) {
            return ProblemException.invalid("shippingQuote", null, null, refused.why());
        }
        if (result instanceof PlacementResult.KeyReused) {
            return new ProblemException(
                    ProblemType.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was used with another body");
        }
        return new ProblemException(
                        ProblemType.REQUEST_IN_PROGRESS, "The first request with this Idempotency-Key is not finished")
                .retryAfter(WHILE_IN_PROGRESS);
    }

    @Operation(summary = "One of the user's own orders, as it stands now")
    @GetMapping("/{id}")
    OrderView one(CurrentUser user, @PathVariable UUID id) {
        ReadOrders.Sight sight = orders.one(user.id(), id);
        if (sight instanceof ReadOrders.Sight.Found found) {
            return OrderView.of(found.order());
        }
        if (sight instanceof ReadOrders.Sight.NotYet) {
            throw new ProblemException(
                            ProblemType.DEPENDENCY_UNAVAILABLE, "Orders accepted during an outage are being stored")
                    .retryAfter(WHILE_STORING);
        }
        throw new ProblemException(ProblemType.NOT_FOUND, "You have no order " + id);
    }

    @Operation(summary = "The user's own orders, newest first")
    @GetMapping
    OrderPage list(
            CurrentUser user,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable UUID after) {
        List<Order> found = orders.list(user.id(), after, limit + 1)
                .orElseThrow(
                        () -> ProblemException.invalid("after", after, null, "must be the id of one of your orders"));
        boolean more = found.size() > limit;
        List<Order> page = more ? found.subList(0, limit) : found;
        return new OrderPage(
                page.stream().map(OrderView::of).toList(),
                more ? page.get(page.size() - 1).id() : null);
    }
}
