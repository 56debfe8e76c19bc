/** Transactional outbox: a message is stored with the change that it tells of. */
@NullMarked
package dev.breakwater.outbox;

import org.jspecify.annotations.NullMarked;
