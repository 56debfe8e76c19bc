package dev.breakwater.notification.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplatesTest {

    private final Templates templates = new Templates();

    @ParameterizedTest
    @EnumSource
    void everyMailNamesItsOrderAndLeavesNoPlaceOpen(Template template) {
        RenderedMail mail = templates.mail(order(template, "Ada"));
        assertThat(mail.subject()).contains("order-1").doesNotContain("{{");
        assertThat(mail.text()).contains("Hello Ada,", "order-1").doesNotContain("{{");
        assertThat(mail.html()).contains("Hello Ada,", "order-1").doesNotContain("{{");
    }

    @Test
    void anAcceptedOrderIsNotCalledPaid() {
        RenderedMail mail = templates.mail(order(Template.PAYMENT_PENDING, "Ada"));
        assertThat(mail.text()).contains("It is not paid yet").doesNotContainIgnoringCase("confirmed");
    }

    @Test
    void aNameCannotWriteHtml() {
        RenderedMail mail = templates.mail(order(Template.ORDER_CONFIRMED, "<a href=\"http://x\">Ada & Co</a>"));
        assertThat(mail.html())
                .doesNotContain("<a")
                .contains("&lt;a href=&quot;http://x&quot;&gt;Ada &amp; Co&lt;/a&gt;");
    }

    @Test
    void aNameIsNeverReadAsAPlaceOrAPattern() {
        RenderedMail mail = templates.mail(order(Template.ORDER_CONFIRMED, "{{orderId}} $1 \\"));
        assertThat(mail.text()).contains("Hello {{orderId}} $1 \\,");
    }

    @Test
    void aNameCannotWriteParagraphs() {
        RenderedMail mail = templates.mail(order(Template.ORDER_CONFIRMED, "Ada\r\n\r\nPay here: x\u2028y"));
        assertThat(mail.text()).contains("Hello Ada Pay here: x y,");
    }

    @Test
    void anUnknownPlaceInATemplateIsFoundAtStart() {
        assertThatThrownBy(() -> new Page("Hello {{nmae}}", Set.of("name"), UnaryOperator.identity()))
                .hasMessageContaining("{{nmae}}");
        assertThat(new Page("{{a}}{{b}}", Set.of("a", "b"), UnaryOperator.identity())
                        .fill(Map.of("a", "{{b}}", "b", "2")))
                .isEqualTo("{{b}}2");
    }

    @Test
    void whatIsPersonalDoesNotReachALog() {
        Notice order = order(Template.ORDER_CONFIRMED, "Ada");
        assertThat(order + " " + templates.mail(order)).doesNotContain("Ada").doesNotContain("ada@");
    }

    @ParameterizedTest
    @EnumSource
    void everySmsNamesItsOrderAndIsOneSms(Template template) {
        String orderId = "0b7d3c1e-6a52-4f0e-9d33-2c1f6f5e8a90";
        Map<String, Object> data = Map.of("refundMinor", 123_456_78, "currency", "EUR");
        String sms = templates.sms(notice(template, "Жанна", orderId, data), "0123abcd");
        assertThat(sms)
                .contains(orderId)
                .endsWith(" 0123abcd")
                .doesNotContain("{{")
                .hasSizeLessThanOrEqualTo(160);
        assertThat(sms).as("letters of the GSM alphabet").matches("[A-Za-z0-9 .,:;()\\-]+");
    }

    @Test
    void whoPaysTheStandardRateIsToldWhy() {
        Map<String, Object> data = Map.of(
                "currency", "EUR", "shipping", Map.of("carrier", "standard", "amountMinor", 490, "standardRate", true));
        RenderedMail mail = templates.mail(notice(Template.ORDER_CONFIRMED, "Ada", "order-1", data));
        String sentence =
                "The carriers could not be asked for their price, so you pay our standard rate for shipping: EUR 4.90.";
        assertThat(mail.text()).contains(sentence);
        assertThat(mail.html()).contains("<p>" + sentence + "</p>");
    }

    @Test
    void whoPaysACarriersRateIsToldNothingOfIt() {
        Map<String, Object> data = Map.of(
                "currency", "EUR", "shipping", Map.of("carrier", "fedex", "amountMinor", 490, "standardRate", false));
        RenderedMail mail = templates.mail(notice(Template.ORDER_CONFIRMED, "Ada", "order-1", data));
        assertThat(mail.text()).doesNotContain("standard rate").doesNotContain("\n\n\n");
        assertThat(mail.html()).doesNotContain("<p></p>");
    }

    @Test
    void aRefundSaysHowMuchIfThatIsKnown() {
        Map<String, Object> data = Map.of("refundMinor", 1_234, "currency", "EUR");
        assertThat(templates
                        .mail(notice(Template.REFUND_ISSUED, "Ada", "order-1", data))
                        .text())
                .contains("your order order-1: EUR 12.34");
        assertThat(templates
                        .mail(notice(Template.REFUND_ISSUED, "Ada", "order-1", Map.of("refundMinor", "x")))
                        .text())
                .contains("your order order-1\n");
        assertThat(templates
                        .mail(notice(
                                Template.REFUND_ISSUED, "Ada", "order-1", Map.of("refundMinor", 5, "currency", "JPY")))
                        .text())
                .contains("order-1: JPY 5");
    }

    private static Notice notice(Template template, String name, String orderId, Map<String, Object> data) {
        return new Notice("event-1", template, "ada@example.org", name, "+4915112345678", orderId, data);
    }

    private static Notice order(Template template, String name) {
        return notice(template, name, "order-1", Map.of());
    }
}
