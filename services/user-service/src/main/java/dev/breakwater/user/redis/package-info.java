/** How the service's one Redis is reached. */
@NullMarked
package dev.breakwater.user.redis;

import org.jspecify.annotations.NullMarked;
