/** What a user sees of the own account, also while the database is away. */
@NullMarked
package dev.breakwater.user.profile;

import org.jspecify.annotations.NullMarked;
