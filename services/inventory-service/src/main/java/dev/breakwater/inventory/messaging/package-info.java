/** What this service reads from and tells by Kafka, and how it does so exactly once. */
@NullMarked
package dev.breakwater.inventory.messaging;

import org.jspecify.annotations.NullMarked;
