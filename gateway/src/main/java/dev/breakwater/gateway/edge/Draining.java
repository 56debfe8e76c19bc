package dev.breakwater.gateway.edge;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** On shutdown, first lets the load balancer see that nothing new should come; then the server finishes what it has. */
@Component
class Draining implements SmartLifecycle {

    private final EdgeProperties edge;
    private final ApplicationEventPublisher events;
    private volatile boolean running;

    Draining(EdgeProperties edge, ApplicationEventPublisher events) {
        this.edge = edge;
        this.events = events;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public void stop(Runnable done) {
        AvailabilityChangeEvent.publish(events, this, ReadinessState.REFUSING_TRAFFIC);
        Mono.delay(edge.drain()).subscribe(passed -> {
            stop();
            done.run();
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before everything else, the web server included. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
