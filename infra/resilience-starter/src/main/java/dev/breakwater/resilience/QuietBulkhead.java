package dev.breakwater.resilience;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.event.BulkheadEvent;
import io.github.resilience4j.bulkhead.event.BulkheadOnCallFinishedEvent;
import io.github.resilience4j.bulkhead.event.BulkheadOnCallPermittedEvent;
import io.github.resilience4j.bulkhead.event.BulkheadOnCallRejectedEvent;
import io.github.resilience4j.core.EventConsumer;
import io.github.resilience4j.core.EventProcessor;
import java.util.Map;

/**
 * Resilience4j's bulkhead, which makes an event when it rejects a call, and two for each call that it lets through only once somebody asked for them by
 * name: the library hangs a buffer of a hundred events on {@code onEvent} of every bulkhead, traffic would flush the rejections out of it, and the
 * events are most of what a healthy call costs. Thread-safe.
 */
final class QuietBulkhead implements Bulkhead {

    private final Bulkhead places;
    private final Events events;

    QuietBulkhead(String name, BulkheadConfig config, Map<String, String> tags) {
        places = Bulkhead.of(name, config, tags);
        events = new Events(places.getEventPublisher());
    }

    @Override
    public boolean tryAcquirePermission() {
        boolean permitted = places.tryAcquirePermission();
        if (!permitted) {
            rejected();
        }
        return permitted;
    }

    @Override
    public void acquirePermission() {
        try {
            places.acquirePermission();
        } catch (BulkheadFullException full) {
            rejected();
            throw full;
        }
    }

    private void rejected() {
        if (events.hasConsumers()) {
            events.processEvent(new BulkheadOnCallRejectedEvent(places.getName()));
        }
    }

    @Override
    public void releasePermission() {
        places.releasePermission();
    }

    @Override
    public void onComplete() {
        places.onComplete();
    }

    @Override
    public void changeConfig(BulkheadConfig config) {
        places.changeConfig(config);
    }

    @Override
    public String getName() {
        return places.getName();
    }

    @Override
    public BulkheadConfig getBulkheadConfig() {
        return places.getBulkheadConfig();
    }

    @Override
    public Metrics getMetrics() {
        return places.getMetrics();
    }

    @Override
    public Map<String, String> getTags() {
        return places.getTags();
    }

    @Override
    public EventPublisher getEventPublisher() {
        return events;
    }

    private static final class Events extends EventProcessor<BulkheadEvent> implements EventPublisher {

        private final EventPublisher ofCalls;

        Events(EventPublisher ofCalls) {
            this.ofCalls = ofCalls;
        }

        @Override
        public EventPublisher onCallRejected(EventConsumer<BulkheadOnCallRejectedEvent> consumer) {
            registerConsumer(BulkheadOnCallRejectedEvent.class.getName(), consumer);
            return this;
        }

        @Override
        public EventPublisher onCallPermitted(EventConsumer<BulkheadOnCallPermittedEvent> consumer) {
            ofCalls.onCallPermitted(consumer);
            return this;
        }

        @Override
        public EventPublisher onCallFinished(EventConsumer<BulkheadOnCallFinishedEvent> consumer) {
            ofCalls.onCallFinished(consumer);
            return this;
        }
    }
}
