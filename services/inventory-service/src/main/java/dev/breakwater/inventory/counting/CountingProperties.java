package dev.breakwater.inventory.counting;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How often the warehouses are asked what they have. Rounds are divided by the speed.
 *
 * @param round how often each is asked; what the book says between two rounds is called real-time
 * @param recount how old a count may be for an order to be told that a product is out of stock
 * @param correctionsKept how long corrections of the book are kept for the auditors, at any speed
 */
@Validated
@ConfigurationProperties("breakwater.counting")
record CountingProperties(
        @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration round,

        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration recount,

        @NotNull @DurationMin(days = 7) @DurationMax(days = 3650)
        Duration correctionsKept) {}
