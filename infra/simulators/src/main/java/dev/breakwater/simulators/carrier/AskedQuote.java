package dev.breakwater.simulators.carrier;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One question for a price, and its answer.
 *
 * @param kilograms all packages together
 * @param cheapest what the cheapest service costs, in EUR
 */
public record AskedQuote(
        String country, String postcode, int packages, BigDecimal kilograms, BigDecimal cheapest, Instant at) {}
