package dev.breakwater.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service without its secrets does not start, and says which variable is missing. */
@ExtendWith(InDock.class)
class SecretsTest {

    private final Dock dock;

    SecretsTest(Dock dock) {
        this.dock = dock;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FEDEX_CLIENT_ID",
                "FEDEX_CLIENT_SECRET",
                "UPS_CLIENT_ID",
                "UPS_CLIENT_SECRET",
                "WAREHOUSE_API_KEY"
            })
    void eachIsAskedFor(String variable) {
        assertThatThrownBy(() -> dock.start(variable + "=").close()).rootCause().hasMessageContaining(variable);
    }

    @Test
    void aQuoteKeyThatIsMissingShortOrNoBase64IsRefusedAndNotTold() {
        String shortKey = Base64.getEncoder().encodeToString(new byte[31]);
        for (String key : new String[] {"", shortKey, "not base64!"}) {
            assertThatThrownBy(() -> dock.start("BREAKWATER_QUOTE_KEY=" + key).close())
                    .rootCause()
                    .satisfies(cause -> assertThat(cause.getMessage())
                            .contains("BREAKWATER_QUOTE_KEY")
                            .doesNotContain(shortKey));
        }
    }
}
