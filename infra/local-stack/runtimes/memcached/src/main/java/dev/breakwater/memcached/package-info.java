/** Runs Infinispan as a Memcached server in a JVM of its own. */
@NullMarked
package dev.breakwater.memcached;

import org.jspecify.annotations.NullMarked;
