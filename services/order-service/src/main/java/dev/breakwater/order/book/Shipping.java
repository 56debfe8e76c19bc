package dev.breakwater.order.book;

/**
 * How an order is sent, and for how much.
 *
 * @param carrier such as {@code fedex}; {@code standard} where no carrier could be asked
 * @param amountMinor part of the order's total, in minor units of its currency
 * @param standardRate whether the rate is the standard one because the carriers could not be asked
 */
public record Shipping(String carrier, long amountMinor, boolean standardRate) {}
