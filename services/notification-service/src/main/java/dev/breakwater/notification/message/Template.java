package dev.breakwater.notification.message;

/** What there is to tell. Each has a text and an HTML page below {@code classpath:mail/} and a line in {@code classpath:sms.properties}. */
public enum Template {
    ORDER_CONFIRMED,
    PAYMENT_PENDING,
    PAYMENT_DECLINED,
    ORDER_REJECTED,
    ORDER_BACKORDERED,
    REFUND_ISSUED
}
