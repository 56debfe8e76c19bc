package dev.breakwater.simulators.stripe;

import java.util.Set;
import java.util.TreeSet;

/** Amounts in minor units and the currencies that Stripe knows. */
final class Money {

    static final long LEAST = 50;
    static final long MOST = 99_999_999;

    private static final Set<String> CURRENCIES = new TreeSet<>(Set.of(
            ("usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad"
                            + " cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl"
                            + " htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd"
                            + " mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd"
                            + " rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd"
                            + " vuv wst xaf xcd xof xpf yer zar zmw")
                    .split(" ")));

    private Money() {}

    static long amount(Params params) {
        long amount = params.requiredInteger("amount");
        if (amount < 1) {
            throw StripeError.invalid(
                    "parameter_invalid_integer", "This value must be greater than or equal to 1.", "amount");
        }
        if (amount < LEAST) {
            throw StripeError.invalid("amount_too_small", "Amount must be at least 50 cents", "amount");
        }
        if (amount > MOST) {
            throw StripeError.invalid("amount_too_large", "Amount must be no more than 99999999", "amount");
        }
        return amount;
    }

    static String currency(Params params) {
        String currency = params.requiredText("currency");
        if (!CURRENCIES.contains(currency)) {
            throw StripeError.invalid(
                    null,
                    "Invalid currency: " + Params.shorten(currency) + ". Stripe currently supports these currencies: "
                            + String.join(", ", CURRENCIES),
                    "currency");
        }
        return currency;
    }
}
