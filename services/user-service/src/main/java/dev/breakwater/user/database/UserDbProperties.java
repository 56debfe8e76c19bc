package dev.breakwater.user.database;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The read replicas, and the limits of calls to all servers. A read asks at most two replicas and then the primary, so that
 * {@code 2 * (replicaAcquireLimit + replicaQueryLimit) + the primary's acquire limit} must stay below the policy's 3 s.
 *
 * @param replicaUrls JDBC URLs, from {@code USER_DB_REPLICA_URLS}, comma-separated; none by default
 * @param replicaPoolSize connections to each replica, 1..1000, 10 by default
 * @param replicaAcquireLimit how long a read waits for a connection to a replica, 250..1000 ms (the pool waits no shorter), 250 ms by default
 * @param replicaQueryLimit how long it waits for a replica's answer, 50..1000 ms, 600 ms by default
 * @param hungLimit how long an answer of the primary is waited for; longer than the {@code statement_timeout} of its pool, by which the server
 *     itself ends a slow statement: when this passes, the server hangs. 100 ms to 12 s, 2 s by default
 * @param maxLag by how much a replica may be behind and still be asked, 100 ms to 5 min, 5 s by default
 * @param check pause between looks at each server, divided by the speed; 100 ms to 1 min, 1 s by default
 * @param rest how long a server that failed a read is left alone, divided by the speed; up to 5 min, 10 s by default
 */
@Validated
@ConfigurationProperties("breakwater.user-db")
record UserDbProperties(
        @DefaultValue List<@Pattern(regexp = "jdbc:postgresql://\\S+") String> replicaUrls,
        @Min(1) @Max(1_000) @DefaultValue("10") int replicaPoolSize,

        @NotNull @DurationMin(millis = 250) @DurationMax(seconds = 1) @DefaultValue("250ms")
        Duration replicaAcquireLimit,

        @NotNull @DurationMin(millis = 50) @DurationMax(seconds = 1) @DefaultValue("600ms")
        Duration replicaQueryLimit,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 12) @DefaultValue("2s")
        Duration hungLimit,

        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 5) @DefaultValue("5s")
        Duration maxLag,

        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 1) @DefaultValue("1s")
        Duration check,

        @NotNull @DurationMin @DurationMax(minutes = 5) @DefaultValue("10s")
        Duration rest) {

    UserDbProperties {
        replicaUrls = List.copyOf(replicaUrls);
    }
}
