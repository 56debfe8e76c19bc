package dev.breakwater.order.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of orders, newest first.
 *
 * @param next what to pass as {@code after} for the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderPage(List<OrderView> orders, @Nullable UUID next) {}
