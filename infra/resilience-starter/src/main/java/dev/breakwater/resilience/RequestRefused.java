package dev.breakwater.resilience;

/** Marks an exception as the dependency's answer about the request: it works, it only says no. A success for the breaker. */
public interface RequestRefused {}
