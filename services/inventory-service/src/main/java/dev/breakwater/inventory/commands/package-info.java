/** Reservations asked for over Kafka while nobody waits for the answer. */
@NullMarked
package dev.breakwater.inventory.commands;

import org.jspecify.annotations.NullMarked;
