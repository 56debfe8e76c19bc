package dev.breakwater.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LocalCounterTest extends RequestCounterContract {

    @Override
    RequestCounter counter(SlidingWindow window) {
        return new LocalCounter(window, 1_000, Clock.systemUTC());
    }

    @Test
    void aFloodOfAddressesFillsNoMemoryAndForgetsNobodyWhoAsksOften() {
        LocalCounter counter = new LocalCounter(LONG, 1_000, Clock.systemUTC());
        for (int i = 0; i < 200_000; i++) {
            take(counter, "address:" + i);
            if (i % 100 == 0) {
                take(counter, "user:often");
            }
        }
        assertThat(counter.size()).isLessThanOrEqualTo(1_000);
        assertThat(take(counter, "user:often").allowed()).isFalse();
    }

    /** Bursts at random moments, ten times what is allowed: over all windows the limit passes, and in none of them more than twice of it. */
    @Test
    void underAStormTheLimitPasses() {
        HandMovedClock clock = new HandMovedClock();
        SlidingWindow window = new SlidingWindow(100, 1_000);
        LocalCounter counter = new LocalCounter(window, 1_000, clock);
        Random random = new Random(4711);
        int[] passed = new int[20_000];
        for (int millis = 0; millis < passed.length; millis++) {
            clock.millis = millis;
            int arrivals = random.nextInt(10) == 0 ? random.nextInt(60) : 0;
            for (int i = 0; i < arrivals; i++) {
                if (take(counter, "client").allowed()) {
                    passed[millis]++;
                }
            }
        }
        int sum = 0;
        int most = 0;
        int all = 0;
        for (int millis = 0; millis < passed.length; millis++) {
            sum += passed[millis] - (millis >= 1_000 ? passed[millis - 1_000] : 0);
            most = Math.max(most, sum);
            all += passed[millis];
        }
        assertThat(most).isLessThanOrEqualTo(2 * 100);
        assertThat(all).isBetween(100 * 20 * 8 / 10, 100 * 20 * 11 / 10);
    }

    @Test
    void whatIsNotedForSomebodyElseCounts() {
        LocalCounter counter = new LocalCounter(LONG, 1_000, Clock.systemUTC());
        for (int i = 0; i < LIMIT - 1; i++) {
            counter.note("client");
        }
        assertThat(take(counter, "client").allowed()).isTrue();
        assertThat(take(counter, "client").allowed()).isFalse();
    }

    private static final class HandMovedClock extends Clock {

        private long millis;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }

        @Override
        public long millis() {
            return millis;
        }
    }
}
