package dev.breakwater.order.book;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who ordered, as the token said when the order was placed: where its messages go, whatever becomes of the account.
 *
 * @param phone in E.164, when the customer wants SMS for this order; null for mail
 */
public record Customer(
        UUID id, String email, String name, @Nullable String phone) {}
