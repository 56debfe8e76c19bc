package dev.breakwater.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldProblemTest {

    @ParameterizedTest
    @ValueSource(strings = {"4242424242424242", "pm_4242 4242 4242 4242", "3782-822463-10005"})
    void whatMayBeACardNumberIsNotToldBack(String value) {
        assertThat(told(value))
                .asString()
                .contains("[card number?]")
                .doesNotContain("4242")
                .doesNotContain("10005");
    }

    @Test
    void neitherIsOneThatCameAsANumber() {
        assertThat(told(4242424242424242L)).isEqualTo("[card number?]");
    }

    @Test
    void otherNumbersAre() {
        assertThat(told(2_147_483_648L)).isEqualTo(2_147_483_648L);
        assertThat(told(-1)).isEqualTo(-1);
        assertThat(told("pm_card_1234")).isEqualTo("pm_card_1234");
    }

    private static @Nullable Object told(Object value) {
        return new FieldProblem("paymentMethod", value, null, "is not allowed").value();
    }
}
