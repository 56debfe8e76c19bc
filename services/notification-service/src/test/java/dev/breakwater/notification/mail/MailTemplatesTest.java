package dev.breakwater.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailTemplatesTest {

    private final MailTemplates templates = new MailTemplates();

    @ParameterizedTest
    @EnumSource
    void everyMailNamesItsOrderAndLeavesNoPlaceOpen(MailTemplate template) {
        RenderedMail mail = templates.render(order(template, "Ada"));
        assertThat(mail.subject()).contains("order-1").doesNotContain("{{");
        assertThat(mail.text()).contains("Hello Ada,", "order-1").doesNotContain("{{");
        assertThat(mail.html()).contains("Hello Ada,", "order-1").doesNotContain("{{");
    }

    @Test
    void anAcceptedOrderIsNotCalledPaid() {
        RenderedMail mail = templates.render(order(MailTemplate.PAYMENT_PENDING, "Ada"));
        assertThat(mail.text()).contains("It is not paid yet").doesNotContainIgnoringCase("confirmed");
    }

    @Test
    void aNameCannotWriteHtml() {
        RenderedMail mail = templates.render(order(MailTemplate.ORDER_CONFIRMED, "<a href=\"http://x\">Ada & Co</a>"));
        assertThat(mail.html())
                .doesNotContain("<a")
                .contains("&lt;a href=&quot;http://x&quot;&gt;Ada &amp; Co&lt;/a&gt;");
    }

    @Test
    void aNameIsNeverReadAsAPlaceOrAPattern() {
        RenderedMail mail = templates.render(order(MailTemplate.ORDER_CONFIRMED, "{{orderId}} $1 \\"));
        assertThat(mail.text()).contains("Hello {{orderId}} $1 \\,");
    }

    @Test
    void aNameCannotWriteParagraphs() {
        RenderedMail mail = templates.render(order(MailTemplate.ORDER_CONFIRMED, "Ada\r\n\r\nPay here: x\u2028y"));
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
        MailOrder order = order(MailTemplate.ORDER_CONFIRMED, "Ada");
        assertThat(order + " " + templates.render(order)).doesNotContain("Ada").doesNotContain("ada@");
    }

    private static MailOrder order(MailTemplate template, String name) {
        return new MailOrder("event-1", template, "ada@example.org", name, "order-1", null);
    }
}
