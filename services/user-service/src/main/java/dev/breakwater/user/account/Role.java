package dev.breakwater.user.account;

import java.util.List;
import java.util.Locale;

/** What an account may do. Given by the deployment alone, never by a request. */
enum Role {
    CUSTOMER,
    /** May do what operators may, and what every customer may. */
    OPERATOR;

    /** The token's {@code roles}. */
    List<String> claim() {
        return this == OPERATOR ? List.of(CUSTOMER.stored(), OPERATOR.stored()) : List.of(stored());
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
