package dev.breakwater.notification.mail;

/** The mails that exist. Each has a text and an HTML page below {@code classpath:mail/}. */
public enum MailTemplate {
    ORDER_CONFIRMED,
    PAYMENT_PENDING,
    PAYMENT_DECLINED,
    ORDER_REJECTED,
    ORDER_BACKORDERED
}
