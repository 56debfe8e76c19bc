/** The payment record: who may change it to what, and who is told. */
@NullMarked
package dev.breakwater.payment.ledger;

import org.jspecify.annotations.NullMarked;
