/** A simulated acquiring bank: charges and refunds behind OAuth2 client credentials. */
@NullMarked
package dev.breakwater.simulators.bank;

import org.jspecify.annotations.NullMarked;
