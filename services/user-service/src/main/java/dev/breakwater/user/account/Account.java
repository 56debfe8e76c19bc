package dev.breakwater.user.account;

import java.util.UUID;

/** Who a user is, without anything secret. */
record Account(UUID id, String email, String displayName) {}
