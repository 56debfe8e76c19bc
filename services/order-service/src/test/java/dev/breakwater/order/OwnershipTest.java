package dev.breakwater.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InShop.class)
class OwnershipTest {

    private final Shop shop;

    OwnershipTest(Shop shop) {
        this.shop = shop;
    }

    @Test
    void aForeignOrderIsNotFoundAndNotListed() {
        String id = shop.place("key-foreign", Shop.GOOD).id();
        String stranger = shop.tokens.valid(UUID.randomUUID());
        Shop.Answer answer = shop.get("/api/orders/" + id, stranger);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().get("type").asText()).isEqualTo("/problems/not-found");
        assertThat(shop.get("/api/orders", stranger).body().get("orders")).isEmpty();
        assertThat(shop.get("/api/orders?after=" + id, stranger).status()).isEqualTo(400);
    }
}
