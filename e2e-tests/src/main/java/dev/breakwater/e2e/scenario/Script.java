package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.run.Fault;

/**
 * What is to be played.
 *
 * @param speed that the services were started with
 * @param seed of arrivals, baskets and kills
 * @param kill whether processes are killed during the outage
 */
public record Script(int speed, long seed, Fault fault, boolean kill) {}
