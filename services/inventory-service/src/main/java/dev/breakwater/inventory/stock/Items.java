package dev.breakwater.inventory.stock;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Spells an order's items in one way, {@code BW-LAMP:2,BW-ROPE:1}, whatever the order in which they were named. */
public final class Items {

    private Items() {}

    public static String spelled(List<Quantity> items) {
        return items.stream()
                .sorted(Comparator.comparing(Quantity::sku))
                .map(item -> item.sku() + ":" + item.pieces())
                .collect(joining(","));
    }

    public static List<Quantity> read(String spelled) {
        return Arrays.stream(spelled.split(",", -1))
                .map(item -> item.split(":", 2))
                .map(item -> new Quantity(item[0], Long.parseLong(item[1])))
                .toList();
    }
}
