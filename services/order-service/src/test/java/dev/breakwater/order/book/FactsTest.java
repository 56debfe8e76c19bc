package dev.breakwater.order.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FactsTest {

    @Test
    void theSequenceInWhichNewsArriveDoesNotMatter() {
        Random random = new Random(42);
        for (PaymentState lastPayment : List.of(PaymentState.CHARGED, PaymentState.DECLINED)) {
            for (StockState lastStock : List.of(StockState.RESERVED, StockState.INSUFFICIENT)) {
                List<PaymentState> payments =
                        new ArrayList<>(List.of(PaymentState.QUEUED, PaymentState.IN_REVIEW, lastPayment, lastPayment));
                List<StockState> stocks = new ArrayList<>(List.of(StockState.DEFERRED, lastStock, lastStock));
                for (int i = 0; i < 500; i++) {
                    Collections.shuffle(payments, random);
                    Collections.shuffle(stocks, random);
                    Facts facts = Facts.NONE;
                    for (PaymentState news : payments) {
                        facts = facts.payment(news, null);
                    }
                    for (StockState news : stocks) {
                        facts = facts.stock(news, null);
                    }
                    assertThat(facts).isEqualTo(new Facts(lastPayment, null, lastStock, null, 0));
                }
            }
        }
    }

    @Test
    void aFinalFactIsNeverReplaced() {
        Facts charged = Facts.NONE.payment(PaymentState.CHARGED, null);
        assertThat(charged.payment(PaymentState.DECLINED, "x")).isEqualTo(charged);
        assertThat(charged.contradictedBy(PaymentState.DECLINED)).isTrue();
        assertThat(charged.contradictedBy(PaymentState.QUEUED)).isFalse();
        Facts reserved = Facts.NONE.stock(StockState.RESERVED, null);
        assertThat(reserved.stock(StockState.INSUFFICIENT, "BW-LAMP")).isEqualTo(reserved);
    }

    @Test
    void aShortageRejectsOnlyWhatWasNeverPaidFor() {
        Facts insufficient = Facts.NONE.stock(StockState.INSUFFICIENT, "BW-LAMP");
        assertThat(insufficient.status(OrderStatus.PLACED)).isEqualTo(OrderStatus.REJECTED);
        for (PaymentState paid : List.of(PaymentState.QUEUED, PaymentState.IN_REVIEW, PaymentState.CHARGED)) {
            assertThat(insufficient.payment(paid, null).status(OrderStatus.PLACED))
                    .isEqualTo(OrderStatus.BACKORDERED);
        }
    }

    @Test
    void aPromiseThatWasNotKeptReplacesTheReservationAndNothingReplacesIt() {
        Facts promised = Facts.NONE.payment(PaymentState.CHARGED, null).stock(StockState.RESERVED, null);
        Facts waiting = promised.stock(StockState.BACKORDERED, "BW-LAMP");
        assertThat(waiting.status(OrderStatus.CONFIRMED)).isEqualTo(OrderStatus.BACKORDERED);
        assertThat(waiting.stock(StockState.RESERVED, null)).isEqualTo(waiting);
        assertThat(waiting.stock(StockState.INSUFFICIENT, null)).isEqualTo(waiting);
    }

    @Test
    void anUnpaidBackOrderGoesOnToThePaymentWhenItsStockIsThere() {
        Facts doubtful = Facts.NONE.stock(StockState.DOUBTFUL, "BW-LAMP");
        assertThat(doubtful.status(OrderStatus.PLACED)).isEqualTo(OrderStatus.BACKORDERED);
        assertThat(doubtful.stock(StockState.RESERVED, null).status(OrderStatus.BACKORDERED))
                .isEqualTo(OrderStatus.PLACED);
        assertThat(doubtful.stock(StockState.INSUFFICIENT, null).status(OrderStatus.BACKORDERED))
                .isEqualTo(OrderStatus.REJECTED);
    }

    @Test
    void refundsOnlyGrow() {
        Facts refunded = Facts.NONE.refunded(500);
        assertThat(refunded.refunded(300)).isEqualTo(refunded);
        assertThat(refunded.refunded(500)).isEqualTo(refunded);
        assertThat(refunded.refunded(700).refundedMinor()).isEqualTo(700);
    }
}
