package dev.breakwater.order.book;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an order's payment and stock. News arrive in any sequence and more than once, by answer and by message, so a fact
 * is only ever replaced by one that says more, and the status is computed from the facts. Immutable.
 *
 * @param declineCode the provider's, when payment is declined and it gave one
 * @param shortSku what there was too little of, when stock is insufficient and it was named
 * @param refundedMinor how much of the payment was given back so far; 0 for nothing
 */
public record Facts(
        PaymentState payment,
        @Nullable String declineCode,
        StockState stock,
        @Nullable String shortSku,
        long refundedMinor) {

    public static final Facts NONE = new Facts(PaymentState.UNKNOWN, null, StockState.UNKNOWN, null, 0);

    /** With news of the payment, unless as much was known before. */
    public Facts payment(PaymentState news, @Nullable String code) {
        return payment.isFinal() || news.compareTo(payment) <= 0
                ? this
                : new Facts(news, code, stock, shortSku, refundedMinor);
    }

    /** With news of the stock, unless as much was known before. */
    public Facts stock(StockState news, @Nullable String sku) {
        return stock.isReplacedBy(news) ? new Facts(payment, declineCode, news, sku, refundedMinor) : this;
    }

    /** With a refund, of which the sum so far is told: a redelivered or older sum changes nothing. */
    public Facts refunded(long sumMinor) {
        return sumMinor <= refundedMinor ? this : new Facts(payment, declineCode, stock, shortSku, sumMinor);
    }

    /** Whether the news say charged of a declined payment or declined of a charged one, which only a person can sort out. */
    public boolean contradictedBy(PaymentState news) {
        return payment.isFinal() && news.isFinal() && payment != news;
    }

    /** The status that follows from the facts for an order that had that status before. */
    public OrderStatus status(OrderStatus before) {
        if (payment == PaymentState.DECLINED) {
            boolean beingPlaced = before == OrderStatus.PLACED || before == OrderStatus.REJECTED;
            return beingPlaced ? OrderStatus.REJECTED : OrderStatus.PAYMENT_DECLINED;
        }
        if (stock == StockState.INSUFFICIENT) {
            // Its payment facts stay: whoever sorts out the back order sees whether money was taken.
            return payment == PaymentState.UNKNOWN ? OrderStatus.REJECTED : OrderStatus.BACKORDERED;
        }
        if (stock == StockState.BACKORDERED || stock == StockState.DOUBTFUL) {
            return OrderStatus.BACKORDERED;
        }
        return switch (payment) {
            case CHARGED -> OrderStatus.CONFIRMED;
            case QUEUED, IN_REVIEW -> OrderStatus.PAYMENT_PENDING;
            // A back order that was not charged and has its stock now goes on where it was interrupted: with the
            // payment.
            case UNKNOWN, DECLINED -> before == OrderStatus.BACKORDERED ? OrderStatus.PLACED : before;
        };
    }

    /** Why an order with that status is not simply confirmed, in kebab case; null when there is nothing to say. */
    public @Nullable String reason(OrderStatus status) {
        return switch (status) {
            case PLACED -> null;
            case CONFIRMED -> stock == StockState.DEFERRED ? "stock-reservation-pending" : null;
            case PAYMENT_PENDING -> payment == PaymentState.IN_REVIEW ? "payment-in-review" : "payment-queued";
            case PAYMENT_DECLINED -> "payment-declined";
            case BACKORDERED -> "insufficient-stock";
            case REJECTED -> payment == PaymentState.DECLINED ? "payment-declined" : "insufficient-stock";
        };
    }
}
