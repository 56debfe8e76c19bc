package dev.breakwater.order.book;

/** Where an order stands, as its customer is told. */
public enum OrderStatus {
    /** Stored; its stock and payment are being asked for. */
    PLACED,
    CONFIRMED,
    /** Accepted, not paid: the payment is queued or under review. */
    PAYMENT_PENDING,
    /** The queued payment was declined; the stock is released. */
    PAYMENT_DECLINED,
    /** Accepted, and paid or pending, but there turned out to be too little in stock. */
    BACKORDERED,
    /** Refused while it was placed: declined or out of stock. */
    REJECTED
}
