package dev.breakwater.order.notifying;

/** The mails that notification-service knows about orders. */
public enum Template {
    ORDER_CONFIRMED,
    PAYMENT_PENDING,
    PAYMENT_DECLINED,
    ORDER_REJECTED,
    ORDER_BACKORDERED,
    REFUND_ISSUED
}
