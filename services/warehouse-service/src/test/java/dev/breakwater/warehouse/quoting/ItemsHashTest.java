package dev.breakwater.warehouse.quoting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.warehouse.quoting.Parcel.Item;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemsHashTest {

    @Test
    void theHashDoesNotDependOnTheOrderOfTheItems() {
        assertThat(QuoteSigner.itemsHash(List.of(new Item("BW-ROPE", 1), new Item("BW-LAMP", 2))))
                .isEqualTo(QuoteSigner.itemsHash(List.of(new Item("BW-LAMP", 2), new Item("BW-ROPE", 1))))
                .hasSize(64);
        assertThat(QuoteSigner.itemsHash(List.of(new Item("BW-LAMP", 2))))
                .isNotEqualTo(QuoteSigner.itemsHash(List.of(new Item("BW-LAMP", 3))));
    }
}
