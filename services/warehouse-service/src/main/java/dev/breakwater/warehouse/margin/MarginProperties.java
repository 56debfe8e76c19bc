package dev.breakwater.warehouse.margin;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * When margins are worked on.
 *
 * @param storeEvery wait between two rounds of storing; divided by the speed
 * @param settleEvery wait between two rounds of asking the carriers, 20 quotes each at most; divided by the speed
 * @param askWithin the most that one quote's price is waited for, both carriers together; not divided by the speed
 */
@Validated
@ConfigurationProperties("breakwater.margins")
record MarginProperties(
        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration storeEvery,

        @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration settleEvery,

        @NotNull @DurationMin(seconds = 1) @DurationMax(seconds = 30)
        Duration askWithin) {}
