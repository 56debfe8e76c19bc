package dev.breakwater.e2e.scenario;

/**
 * How many calls met one fault.
 *
 * @param target what was broken
 * @param from when its outage began, in seconds since the start of the run
 * @param to when it was over
 */
record Met(String target, long calls, double from, double to) {}
