package dev.breakwater.e2e.faults;

/** What one breaker must do under a fault. */
public record Duty(String service, String breaker, Verdict verdict) {}
