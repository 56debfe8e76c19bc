/** Twilio's messages, API version 2010-04-01: refused by its error codes, followed by its status callbacks, and a ledger of every SMS. */
@NullMarked
package dev.breakwater.simulators.twilio;

import org.jspecify.annotations.NullMarked;
