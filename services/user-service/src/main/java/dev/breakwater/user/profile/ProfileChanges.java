package dev.breakwater.user.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.breakwater.resilience.Speed;
import dev.breakwater.user.database.Need;
import dev.breakwater.user.profile.RedisProfiles.Announcement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * The changes that were made here, for as long as a copy from before could pass for fresh. A user reads the own change at once: at this instance because
 * it is remembered here, at the others because Redis says so. What Redis did not hear it is told again until it has, and until then its copy is
 * not believed here. Thread-safe.
 */
@Component
class ProfileChanges implements AutoCloseable {

    private static final int REMEMBERED = 100_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * @param changed null while the end of the change is not known
     * @param position null when it is not known
     */
    private record Untold(
            UUID id, @Nullable Profile changed, @Nullable Long position) {}

    private final RedisProfiles shared;
    private final Cache<UUID, Need> needs;
    private final Cache<UUID, Untold> untold;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private final ScheduledFuture<?> telling;

    ProfileChanges(RedisProfiles shared, ProfileProperties properties, Speed speed) {
        this.shared = shared;
        needs = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(properties.fresh())
                .build();
        untold = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(properties.fresh())
                .build();
        scheduler.setThreadNamePrefix("profile-changes-");
        scheduler.setDaemon(true);
        scheduler.initialize();
        telling = scheduler.scheduleWithFixedDelay(this::tellAgain, speed.divide(PAUSE));
    }

    /** From now on only the primary can say what the profile is. */
    Announcement begin(UUID id) {
        needs.put(id, Need.COMMITTED);
        Announcement announcement = shared.begin(id);
        if (announcement == Announcement.NOT_HEARD) {
            untold.put(id, new Untold(id, null, null));
        }
        return announcement;
    }

    /** The change was certainly not made. */
    void withdraw(UUID id, Announcement announcement) {
        needs.invalidate(id);
        untold.invalidate(id);
        if (announcement == Announcement.HEARD) {
            shared.withdraw(id);
        }
    }

    /** @param position how far the primary's log was written after it; null when that is not known */
    void made(Profile changed, @Nullable Long position) {
        if (position != null) {
            needs.put(changed.id(), Need.after(position));
        }
        Untold made = new Untold(changed.id(), changed, position);
        untold.put(changed.id(), made);
        tell(made);
    }

    /** What a read of that profile needs because of what was done here; empty when nothing was. */
    Optional<Need> need(UUID id) {
        return Optional.ofNullable(needs.getIfPresent(id));
    }

    boolean isUntold(UUID id) {
        return untold.getIfPresent(id) != null;
    }

    private void tellAgain() {
        for (Untold left : untold.asMap().values()) {
            if (!tell(left)) {
                return;
            }
        }
    }

    private boolean tell(Untold change) {
        boolean heard;
        if (change.changed() == null) {
            heard = shared.begin(change.id()) != Announcement.NOT_HEARD;
        } else if (change.position() == null) {
            heard = shared.remember(change.changed());
        } else {
            heard = shared.settle(change.changed(), change.position());
        }
        if (heard) {
            untold.asMap().remove(change.id(), change);
        }
        return heard;
    }

    @Override
    public void close() {
        telling.cancel(true);
        scheduler.shutdown();
    }
}
