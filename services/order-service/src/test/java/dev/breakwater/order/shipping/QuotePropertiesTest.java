package dev.breakwater.order.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotePropertiesTest {

    @Test
    void withoutAKeyEveryQuoteIsRefused() throws Exception {
        ShippingQuotes quotes = new ShippingQuotes(new QuoteProperties(""), Clock.systemUTC());
        assertThat(quotes.verify("a.b.c", List.of(), "EUR"))
                .isEqualTo(new ShippingQuotes.Verdict.Refused("cannot be used: this shop takes no shipping quotes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2hvcnQ=", "not base64 at all!"})
    void aKeyThatIsTooShortOrNoneIsRefusedWithoutBeingTold(String key) {
        assertThatThrownBy(() -> new QuoteProperties(key))
                .hasMessageContaining("BREAKWATER_QUOTE_KEY")
                .hasMessageNotContaining(key);
    }
}
