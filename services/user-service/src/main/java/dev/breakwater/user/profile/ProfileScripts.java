package dev.breakwater.user.profile;

import org.springframework.data.redis.core.script.RedisScript;

/**
 * What must happen in one step at Redis. KEYS: the copy, the mark. A mark is {@code ?} while the end of a change is unknown, and after it the position
 * in the primary's log.
 */
final class ProfileScripts {

    private ProfileScripts() {}

    private static final String STORE = """
            local function store()
              local old = redis.call('GET', KEYS[1])
              if old then
                local readable, copy = pcall(cjson.decode, old)
                if readable and type(copy.version) == 'number' and copy.version > tonumber(ARGV[2]) then return 0 end
              end
              redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
              return 1
            end
            """;

    /** A reader's copy, unless there is a newer one: a slow reader must not undo what a writer has stored. ARGV: copy, version, lifetime in ms. */
    static final RedisScript<Long> REMEMBER = RedisScript.of(STORE + "return store()", Long.class);

    /** A writer's copy, and how far a replica must have come. ARGV: those of REMEMBER, the position, the mark's lifetime in ms. */
    static final RedisScript<Long> SETTLE = RedisScript.of(STORE + """
            if store() == 0 then return 0 end
            redis.call('SET', KEYS[2], ARGV[4], 'PX', ARGV[5])
            return 1""", Long.class);

    /** Says that a change begins; 1 when nobody had said so. ARGV: the mark's lifetime in ms. */
    static final RedisScript<Long> BEGIN = RedisScript.of("""
            local before = redis.call('GET', KEYS[2])
            redis.call('SET', KEYS[2], '?', 'PX', ARGV[1])
            if before == '?' then return 0 else return 1 end""", Long.class);

    /** Takes that back. */
    static final RedisScript<Long> WITHDRAW = RedisScript.of("""
            if redis.call('GET', KEYS[2]) == '?' then return redis.call('DEL', KEYS[2]) else return 0 end""", Long.class);
}
