package dev.breakwater.warehouse.carrier;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Euros as carriers write them, and cents as we do. */
final class Money {

    private static final int GRAMS_DIGITS = 3;

    private Money() {}

    static long minor(String carrier, String currency, BigDecimal amount) {
        if (!currency.equals("EUR") || amount.signum() < 0) {
            throw new CarrierFailedException(carrier, "priced in another currency, or below zero");
        }
        return amount.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    static BigDecimal kilograms(long grams) {
        return BigDecimal.valueOf(grams, GRAMS_DIGITS);
    }
}
