/** Encryption of single columns, so that neither a dump nor a reader of the database learns what they hold. */
@NullMarked
package dev.breakwater.payment.sealing;

import org.jspecify.annotations.NullMarked;
