package dev.breakwater.notification.delivery;

import dev.breakwater.notification.channel.Delivery.NotSent;
import dev.breakwater.resilience.Speed;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** How long until a message is looked at again. Thread-safe. */
@Component
@EnableConfigurationProperties(DeliveryProperties.class)
public class Waits {

    private static final Duration SHORTEST = Duration.ofMillis(50);

    private final DeliveryProperties properties;
    private final Speed speed;

    Waits(DeliveryProperties properties, Speed speed) {
        this.properties = properties;
        this.speed = speed;
    }

    /** Until somebody whose breaker is open is asked again: when it makes sense, but not too long. */
    public Duration forBreaker(Duration retryAfter) {
        Duration most = speed.divide(properties.breakerPause());
        Duration wait = retryAfter.compareTo(most) < 0 ? retryAfter : most;
        return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
    }

    /** As much of a wait as a message may spend in a queue where others wait behind it. */
    public Duration atMost(Duration wait) {
        Duration most = speed.divide(properties.longestPause());
        return wait.compareTo(most) < 0 ? wait : most;
    }

    /** @param failures that the message has had by now */
    Duration after(int failures, NotSent notSent) {
        if (!notSent.asked()) {
            return forBreaker(notSent.pause());
        }
        Duration pause = speed.divide(properties.pauseAfter(failures));
        // What a provider asks for is not ours to divide.
        return pause.compareTo(notSent.pause()) > 0 ? pause : notSent.pause();
    }

    boolean areOver(int failures) {
        return failures >= properties.attempts();
    }
}
