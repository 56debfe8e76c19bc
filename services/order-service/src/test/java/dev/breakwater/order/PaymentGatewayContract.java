package dev.breakwater.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.order.payment.Charge;
import dev.breakwater.order.payment.PaymentGateway;
import dev.breakwater.order.payment.PaymentOutcome;
import dev.breakwater.order.payment.PaymentOutcome.Charged;
import dev.breakwater.order.payment.PaymentOutcome.Declined;
import dev.breakwater.order.payment.PaymentOutcome.Queued;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What whoever has an order paid may rely on, whoever takes the charge. */
@ExtendWith(InShop.class)
abstract class PaymentGatewayContract {

    /** The time limits of payment-service and its queue, and some for a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(5 + 2 + 2);

    final Shop shop;

    /** What the provider has charged or declined, by the path of the payment. */
    private final Map<String, String> provider = new ConcurrentHashMap<>();

    PaymentGatewayContract(Shop shop) {
        this.shop = shop;
    }

    /** Sees to it that this implementation is the one that takes the charge. */
    abstract void arrange();

    /** Whoever it would ask says nothing. */
    abstract void hang();

    /** How often the order's charge is where this implementation puts it, each with another body. */
    abstract long handedOver(Charge charge);

    @BeforeEach
    void open() {
        shop.payments.does(request -> StubService.json(
                200,
                provider.computeIfAbsent(
                        request.path(),
                        first -> request.body().contains("pm_card_declined")
                                ? "{\"status\":\"DECLINED\",\"declineCode\":\"do_not_honor\"}"
                                : "{\"status\":\"CHARGED\"}")));
        arrange();
    }

    @Test
    void theSameOrderTwiceIsOnePaymentWithOneOutcome() {
        Charge charge = charge("pm_card_visa");
        PaymentOutcome first = gateway().charge(charge);
        assertThat(gateway().charge(charge)).isEqualTo(first);
        assertThat(handedOver(charge)).isEqualTo(1);
    }

    @Test
    void isChargedOnlyByTheWordOfTheProviderAndElseQueued() {
        Charge charge = charge("pm_card_visa");
        assertThat(gateway().charge(charge)).isEqualTo(wasAsked(charge) ? new Charged() : new Queued());
    }

    @Test
    void aDeclineIsAValue() {
        Charge charge = charge("pm_card_declined");
        assertThat(gateway().charge(charge)).isEqualTo(wasAsked(charge) ? new Declined("do_not_honor") : new Queued());
    }

    @Test
    void whileOthersHangItAnswersInTimeAndHasChargedNothing() {
        hang();
        Charge charge = charge("pm_card_visa");
        long start = System.nanoTime();
        assertThat(gateway().charge(charge)).isEqualTo(new Queued());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
        assertThat(wasAsked(charge)).isFalse();
    }

    static String body(Charge charge) {
        return "{\"userId\":\"" + charge.userId() + "\",\"amountMinor\":" + charge.amountMinor() + ",\"currency\":\""
                + charge.currency() + "\",\"paymentMethod\":\"" + charge.paymentMethod() + "\"}";
    }

    /** Asked for this charge, in so many bodies; none of them another charge. */
    static long asked(StubService service, Charge charge) {
        assertThat(service.requestsFor(charge.orderId().toString()))
                .allSatisfy(request -> assertThat(request.body()).isEqualTo(body(charge)));
        return service.requestsFor(charge.orderId().toString()).stream()
                .map(StubService.Request::path)
                .distinct()
                .count();
    }

    private boolean wasAsked(Charge charge) {
        return provider.containsKey("/internal/payments/" + charge.orderId());
    }

    private PaymentGateway gateway() {
        return shop.bean(PaymentGateway.class);
    }

    private static Charge charge(String method) {
        return new Charge(UUID.randomUUID(), UUID.randomUUID(), 12_250, "EUR", method);
    }
}
