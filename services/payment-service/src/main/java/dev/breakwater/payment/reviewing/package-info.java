/** What a person decides about payments that cannot go on by themselves. */
@NullMarked
package dev.breakwater.payment.reviewing;

import org.jspecify.annotations.NullMarked;
