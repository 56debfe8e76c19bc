package dev.breakwater.gateway.limit;

import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Speed;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RateLimitConfiguration {

    @Bean
    RequestCounter requestCounter(RateLimitProperties properties, Guards guards, Speed speed, Clock clock) {
        SlidingWindow window = properties.slidingWindow(speed);
        LocalCounter local = new LocalCounter(window, properties.clientsRemembered(), clock);
        return properties.redisUrl().isEmpty()
                ? local
                : new GuardedCounter(guards, new RedisCounter(properties.redisUrl(), window), local);
    }
}
