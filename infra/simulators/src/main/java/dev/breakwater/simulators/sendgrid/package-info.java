/** SendGrid: {@code POST /v3/mail/send}, validated as strictly as the original, signed delivery events, and a ledger of every mail. */
@NullMarked
package dev.breakwater.simulators.sendgrid;

import org.jspecify.annotations.NullMarked;
