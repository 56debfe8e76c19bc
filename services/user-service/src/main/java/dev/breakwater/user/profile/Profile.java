package dev.breakwater.user.profile;

import java.time.Instant;
import java.util.UUID;

/**
 * A user's own data as it was at one moment.
 *
 * @param discountPercent what the user pays less, 0..50
 * @param version grows with each change: of two copies that differ, the higher one is the newer
 * @param asOf when the database said so
 */
record Profile(UUID id, String email, String displayName, int discountPercent, long version, Instant asOf) {}
