package dev.breakwater.order.cache;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where things are remembered.
 *
 * @param memcached {@code host:port}, several separated by spaces; empty for none, and then only this process remembers
 * @param ownEntries how many entries this process remembers
 */
@Validated
@ConfigurationProperties("breakwater.memory")
record MemoryProperties(
        @DefaultValue("") @Pattern(regexp = "|\\S+:\\d{1,5}( \\S+:\\d{1,5})*")
        String memcached,

        @DefaultValue("10000") @Min(1) @Max(1_000_000) long ownEntries) {}
