/** What is remembered beside the database: Memcached, and this process's own memory. */
@NullMarked
package dev.breakwater.order.cache;

import org.jspecify.annotations.NullMarked;
