package dev.breakwater.payment.bank;

import java.io.IOException;

/** An answer that says something about the bank, or about our standing with it, and nothing about the payment. */
final class BankFailure extends IOException {

    private static final long serialVersionUID = 1L;

    BankFailure(String message) {
        super(message);
    }
}
