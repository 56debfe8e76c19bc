package dev.breakwater.web;

import java.util.UUID;

/**
 * The user who makes the request, as the signed token says. A controller takes it as a parameter; no database is asked.
 *
 * @param id the token's {@code sub}
 * @param email the token's {@code email}
 * @param name the token's {@code name}, for addressing the user
 */
public record CurrentUser(UUID id, String email, String name) {}
