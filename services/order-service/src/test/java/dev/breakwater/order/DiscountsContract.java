package dev.breakwater.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.order.pricing.Discounts;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What whoever prices a basket may rely on, whoever answers. */
@ExtendWith(InShop.class)
abstract class DiscountsContract {

    /** The time limit of user-service, and some for a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(2 + 2);

    final Shop shop;
    private final UUID ada = UUID.randomUUID();

    DiscountsContract(Shop shop) {
        this.shop = shop;
    }

    /** Sees to it that this implementation is the one that answers. */
    abstract void arrange();

    /** What it says of Ada, who has 15 %. */
    abstract int ofAda();

    @BeforeEach
    void open() {
        shop.users.does(request -> request.path().endsWith(ada.toString())
                ? StubService.json(200, "{\"discountPercent\":15,\"freshness\":\"LIVE\"}")
                : StubService.problem(404, "not-found", ""));
        arrange();
    }

    @Test
    void theSameUserHasTheSameDiscountTwice() {
        assertThat(discounts().percent(ada)).isEqualTo(ofAda());
        assertThat(discounts().percent(ada)).isEqualTo(ofAda());
    }

    @Test
    void whomNobodyKnowsHasNone() {
        assertThat(discounts().percent(UUID.randomUUID())).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void noneIsGivenWithoutTheWordOfUserServiceWhichIsNotWaitedForLong(OutageTest.Failure failure) {
        failure.happensTo(shop.users);
        long start = System.nanoTime();
        assertThat(discounts().percent(ada)).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
    }

    private Discounts discounts() {
        return shop.bean(Discounts.class);
    }
}
