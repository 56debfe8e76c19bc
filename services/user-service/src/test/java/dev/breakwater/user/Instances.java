package dev.breakwater.user;

import dev.breakwater.localstack.Link;
import java.util.Map;

/**
 * The service as most tests need it: each instance starts when the first test asks for it, serves all others, and ends with the process. Whoever
 * breaks what they depend on makes it {@link Stack#whole() whole} again; a class begins by {@linkplain Health#awaitWell waiting} for those it uses.
 */
final class Instances {

    private Instances() {}

    /** With replicas, the production lifetimes of copies, and three sessions a user. */
    static RunningService one() {
        return One.SERVICE;
    }

    /** Like {@link #one()}. */
    static RunningService two() {
        return Two.SERVICE;
    }

    /** Without replicas, and otherwise like {@link #one()}. */
    static RunningService alone() {
        return Alone.SERVICE;
    }

    /** Without replicas; its copies are at once too old to answer while the database does: each read asks it. */
    static RunningService forgetful() {
        return Forgetful.SERVICE;
    }

    /** The wire from {@link #forgetful()} to Redis. */
    static Link redisLink() {
        return Forgetful.REDIS_LINK;
    }

    private static RunningService withReplicas() {
        return new RunningService(Map.of(
                "USER_DB_REPLICA_URLS",
                Stack.replicaUrls(),
                "USER_DB_ACQUIRE_MS",
                "300",
                "breakwater.sessions.per-user",
                "3",
                "breakwater.user-db.check",
                RARELY));
    }

    /** Several instances that each look at three servers twenty times in a second keep the machine busy. */
    private static final String RARELY = "4s";

    private static final class One {
        static final RunningService SERVICE = withReplicas();
    }

    private static final class Two {
        static final RunningService SERVICE = withReplicas();
    }

    private static final class Alone {
        static final RunningService SERVICE = new RunningService(
                Map.of("USER_DB_QUERY_MS", "1000", "USER_DB_ACQUIRE_MS", "300", "breakwater.user-db.check", RARELY));
    }

    private static final class Forgetful {
        static final Link REDIS_LINK = Link.to(Stack.REDIS.port());
        static final RunningService SERVICE = new RunningService(Map.of(
                "breakwater.profiles.fresh", "0s",
                "REDIS_URL", "redis://127.0.0.1:" + REDIS_LINK.port(),
                "USER_DB_POOL_SIZE", Integer.toString(DatabaseFault.POOL_SIZE),
                "USER_DB_ACQUIRE_MS", "300",
                "USER_DB_QUERY_MS", "400",
                "breakwater.user-db.hung-limit", "800ms"));
    }
}
