package dev.breakwater.e2e.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.breakwater.e2e.load.Arrival.AskForShipping;
import dev.breakwater.e2e.load.Arrival.PlaceOrder;
import dev.breakwater.e2e.load.Arrival.Read;
import dev.breakwater.e2e.load.Arrival.Register;
import dev.breakwater.e2e.load.Arrival.SignIn;
import dev.breakwater.e2e.run.HttpClients;
import dev.breakwater.e2e.run.Json;
import dev.breakwater.e2e.run.RunClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The open-loop driver: starts every request at its time, whatever became of the others, and never tries one again.
 * Latency counts from the moment a request was due, so that a driver or a shop that falls behind cannot hide it.
 */
public final class LoadDriver implements AutoCloseable {

    /** A customer's patience, counted from when the request was sent. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Map<String, String> HOME = Map.of("country", "DE", "postcode", "10115");

    private final URI gateway;
    private final List<Customer> customers;
    private final Recorder recorder;
    private final RunClock clock;
    private final int most;
    private final ExecutorService threads = Executors.newFixedThreadPool(4, LoadDriver::daemon);
    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor(LoadDriver::daemon);
    private final HttpClient client = HttpClients.builder().executor(threads).build();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final AtomicLong latestStart = new AtomicLong();
    private final Phaser unanswered = new Phaser(1);

    /**
     * Makes a driver that has sent nothing yet.
     *
     * @param most requests in flight at once; a safety net, and a run in which it was needed is not valid
     */
    public LoadDriver(URI gateway, List<Customer> customers, Recorder recorder, RunClock clock, int most) {
        this.gateway = gateway;
        this.customers = List.copyOf(customers);
        this.recorder = recorder;
        this.clock = clock;
        this.most = most;
        var unused = refresher.scheduleWithFixedDelay(this::refresh, 5, 5, TimeUnit.SECONDS);
    }

    /** Starts each arrival at its time and returns when the last has been started, answered or not. */
    public void play(Phase phase, List<Arrival> arrivals) throws InterruptedException {
        long start = System.nanoTime();
        for (Arrival arrival : arrivals) {
            long due = start + arrival.atNanos();
            RunClock.waitUntil(due);
            latestStart.accumulateAndGet(System.nanoTime() - due, Math::max);
            begin(phase, arrival, due);
        }
    }

    /** Waits until everything that was started has been answered or given up. */
    public void awaitAnswers() throws InterruptedException {
        try {
            unanswered.awaitAdvanceInterruptibly(unanswered.arrive(), PATIENCE.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("a request has outlived its time limit twice over", e);
        }
    }

    public int inFlight() {
        return inFlight.get();
    }

    public int peakInFlight() {
        return peak.get();
    }

    /** Requests that were not sent because too many were in flight. */
    public int turnedAway() {
        return turnedAway.get();
    }

    /** How late the latest request was started. */
    public Duration latestStart() {
        return Duration.ofNanos(latestStart.get());
    }

    private void begin(Phase phase, Arrival arrival, long due) {
        if (inFlight.incrementAndGet() > most) {
            inFlight.decrementAndGet();
            turnedAway.incrementAndGet();
            record(phase, arrival, due, 0, "", Answer.failed(null, "not sent: " + most + " requests were in flight"));
            return;
        }
        peak.accumulateAndGet(inFlight.get(), Math::max);
        unanswered.register();
        var unused = client.sendAsync(request(arrival), BodyHandlers.ofString())
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> {
                    try {
                        end(phase, arrival, due, response, failure);
                    } finally {
                        inFlight.decrementAndGet();
                        unanswered.arriveAndDeregister();
                    }
                });
    }

    private void end(
            Phase phase,
            Arrival arrival,
            long due,
            @Nullable HttpResponse<String> response,
            @Nullable Throwable failure) {
        if (response == null) {
            Answer none = Answer.failed(null, "no answer: " + failure);
            record(phase, arrival, due, 0, "", none);
            return;
        }
        String degraded = String.join(",", response.headers().allValues("X-Degraded"));
        Answer answer = Answer.to(arrival.wish(), response.statusCode(), degraded, response.body());
        if (arrival.wish() instanceof SignIn && answer.outcome() != Outcome.FAILED) {
            try {
                customers.get(arrival.customer()).goOnWith(Json.MAPPER.readTree(response.body()));
            } catch (IOException unusable) {
                answer = Answer.failed(null, "a sign-in whose session cannot be used");
            }
        }
        record(phase, arrival, due, response.statusCode(), degraded, answer);
    }

    private void record(Phase phase, Arrival arrival, long due, int status, String degraded, Answer answer) {
        double latencyMs = (System.nanoTime() - due) / 1e6;
        long total = arrival.wish() instanceof PlaceOrder order ? order.totalMinor() : 0;
        String currency = arrival.wish() instanceof PlaceOrder order ? order.currency() : "";
        recorder.add(new Sample(
                phase,
                arrival.wish().route(),
                clock.seconds(due),
                latencyMs,
                answer.outcome(),
                status,
                answer.orderId(),
                total,
                currency,
                degraded,
                answer.honest(),
                answer.wrong()));
    }

    private HttpRequest request(Arrival arrival) {
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header(
                        "Authorization",
                        "Bearer " + customers.get(arrival.customer()).token());
        if (arrival.wish() instanceof Read read) {
            return request.uri(gateway.resolve(read.path())).GET().build();
        }
        request.header("Content-Type", "application/json");
        if (arrival.wish() instanceof PlaceOrder order) {
            return request.uri(gateway.resolve("/api/orders"))
                    .header("Idempotency-Key", order.idempotencyKey())
                    .POST(body(Map.of("items", order.lines(), "paymentMethod", order.paymentMethod())))
                    .build();
        }
        if (arrival.wish() instanceof AskForShipping question) {
            return request.uri(gateway.resolve("/api/shipping/quotes"))
                    .POST(body(Map.of("items", question.lines(), "destination", HOME)))
                    .build();
        }
        if (arrival.wish() instanceof SignIn) {
            return request.uri(gateway.resolve("/api/sessions"))
                    .POST(body(customers.get(arrival.customer()).credentials()))
                    .build();
        }
        Register newcomer = (Register) arrival.wish();
        return request.uri(gateway.resolve("/api/users"))
                .POST(body(Customer.registration(newcomer.name())))
                .build();
    }

    private static BodyPublisher body(Object content) {
        try {
            return BodyPublishers.ofString(Json.MAPPER.writeValueAsString(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request of our own cannot be written", e);
        }
    }

    private void refresh() {
        for (Customer customer : customers) {
            if (customer.isDueToSignIn()) {
                try {
                    customer.signIn();
                } catch (IOException stillValid) {
                    // the old token lives on for a while; the next round tries again, and an expired one shows as
                    // failed orders
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "shop-traffic");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        refresher.shutdownNow();
        threads.shutdownNow();
    }
}
