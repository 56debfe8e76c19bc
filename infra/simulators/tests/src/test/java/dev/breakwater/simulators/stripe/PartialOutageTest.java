package dev.breakwater.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import dev.breakwater.simulators.http.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One card network is broken, and Stripe is not. */
class PartialOutageTest {

    private static final String INTENTS = "/v1/payment_intents";
    private static final FaultSettings VISA = FaultSettings.always().only("visa");

    private StripeSimulator stripe;
    private Wire wire;

    @BeforeEach
    void start() {
        stripe = StripeSimulator.start(StripeSimulator.Config.random());
        wire = new Wire(stripe);
    }

    @AfterEach
    void close() {
        stripe.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_card_visa", "pm_card_visa_debit", "pm_card_chargeDeclined"})
    void visaFails(String card) {
        stripe.faults().on(Fault.ERROR_503, VISA);

        assertThat(pay(card).statusCode()).isEqualTo(503);
        assertThat(struck()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_card_mastercard", "pm_card_mastercard_debit", "pm_card_amex"})
    void othersGoThroughUncounted(String card) {
        stripe.faults().on(Fault.ERROR_503, VISA);

        assertThat(pay(card).statusCode()).isEqualTo(200);
        assertThat(struck()).isZero();
    }

    @Test
    void aConfirmationNeedsTheNetworkOfTheCardThatItCharges() {
        String onVisa = open("pm_card_visa");
        String onMastercard = open("pm_card_mastercard");
        stripe.faults().on(Fault.ERROR_503, VISA);

        assertThat(confirm(onVisa, "").statusCode()).isEqualTo(503);
        assertThat(confirm(onMastercard, "payment_method=pm_card_visa").statusCode())
                .isEqualTo(503);
        assertThat(confirm(onMastercard, "").statusCode()).isEqualTo(200);
        assertThat(confirm(onVisa, "payment_method=pm_card_mastercard").statusCode())
                .isEqualTo(200);
        assertThat(struck()).isEqualTo(2);
    }

    @Test
    void aCardOnFileIsOfTheNetworkThatItWasMadeWith() {
        String visa = json(pay("pm_card_visa")).get("payment_method").asText();
        stripe.faults().on(Fault.ERROR_503, VISA);

        assertThat(pay(visa).statusCode()).isEqualTo(503);
    }

    @Test
    void whatStripeAnswersFromItsOwnBooksPasses() {
        String paid = json(pay("pm_card_visa")).get("id").asText();
        String open = open("pm_card_visa");
        stripe.faults().on(Fault.ERROR_503, VISA);

        assertThat(wire.get(INTENTS + "/" + paid).statusCode()).isEqualTo(200);
        assertThat(wire.get(INTENTS).statusCode()).isEqualTo(200);
        assertThat(wire.post("/v1/refunds", "payment_intent=" + paid).statusCode())
                .isEqualTo(200);
        assertThat(wire.post(INTENTS + "/" + open + "/cancel", "").statusCode()).isEqualTo(200);
        assertThat(wire.post("/v1/customers", "").statusCode()).isEqualTo(200);
        assertThat(struck()).isZero();
    }

    @Test
    void whatStripeWouldRefuseIsStillRefused() {
        stripe.faults().on(Fault.ERROR_503, VISA);

        assertThat(wire.post(INTENTS, Wire.CARD + "&confirm=perhaps").statusCode())
                .isEqualTo(400);
        assertThat(pay("pm_card_tin").statusCode()).isEqualTo(400);
    }

    @Test
    void whichOnesItHitsDependsOnNothingThatPasses() {
        FaultSettings half = VISA.rate(0.5).seed(7);
        stripe.faults().on(Fault.ERROR_503, half);
        StringBuilder alone = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            alone.append(pay("pm_card_visa").statusCode()).append(' ');
        }

        stripe.faults().on(Fault.ERROR_503, half);
        StringBuilder among = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            pay("pm_card_mastercard");
            among.append(pay("pm_card_visa").statusCode()).append(' ');
        }

        assertThat(among).hasToString(alone.toString());
        assertThat(alone.toString()).contains("200").contains("503");
    }

    @Test
    void aNetworkThatThereIsNotIsRefused() {
        FaultSettings typo = FaultSettings.always().only("vise");

        assertThatThrownBy(() -> stripe.faults().on(Fault.ERROR_503, typo))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("only must be one of [amex, mastercard, visa], was vise");
    }

    private HttpResponse<String> pay(String card) {
        return wire.post(INTENTS, Wire.CARD.replace("pm_card_visa", card));
    }

    /** A payment intent that is not yet confirmed. */
    private String open(String card) {
        String unconfirmed = Wire.CARD.replace("pm_card_visa", card).replace("confirm=true", "confirm=false");
        return json(wire.post(INTENTS, unconfirmed)).get("id").asText();
    }

    private HttpResponse<String> confirm(String intent, String form) {
        return wire.post(INTENTS + "/" + intent + "/confirm", form);
    }

    private long struck() {
        return stripe.faults().state(Fault.ERROR_503).injected();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
