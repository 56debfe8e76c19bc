package dev.breakwater.order.book;

import java.util.UUID;

/** Who ordered, as the token said when the order was placed: where its mails go, whatever becomes of the account. */
public record Customer(UUID id, String email, String name) {}
