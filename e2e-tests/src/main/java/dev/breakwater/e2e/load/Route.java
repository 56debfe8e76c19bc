package dev.breakwater.e2e.load;

import java.util.Locale;

/** What customers ask of the shop: one row of the gateway's table each. */
public enum Route {
    ORDER,
    ORDER_LIST,
    PRODUCTS,
    PROFILE,
    QUOTE,
    REGISTRATION,
    SIGN_IN;

    /** As shown to people. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
