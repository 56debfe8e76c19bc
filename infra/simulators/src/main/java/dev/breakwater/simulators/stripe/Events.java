package dev.breakwater.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** {@code /v1/events}, and where they are made. */
final class Events {

    private final Books books;
    private final Webhooks webhooks;
    private final Clock clock;

    Events(Books books, Webhooks webhooks, Clock clock) {
        this.books = books;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** Called under the lock of the books; sending happens elsewhere. */
    void record(String type, Supplier<ObjectNode> subject, StripeRequest cause) {
        Event event = new Event(
                Ids.next("evt_3", 23),
                type,
                clock.instant(),
                subject,
                webhooks.enabled() ? 1 : 0,
                cause.requestId(),
                cause.idempotencyKey());
        books.events.put(event.id(), event);
        webhooks.send(event);
    }

    StripeRequest.Work retrieve(StripeRequest request) {
        Expand.nothing(request.params().only(Set.of("expand")));
        return () -> books.events
                .find(request.pathId())
                .orElseThrow(() -> StripeError.notFound("event", request.pathId(), "id"))
                .json();
    }

    StripeRequest.Work list(StripeRequest request) {
        Set<String> known = new TreeSet<>(Page.PARAMS);
        known.addAll(Set.of("created", "type", "expand"));
        Params params = request.params().only(known);
        Expand.nothing(params);
        Page page = Page.of(params);
        var created = CreatedFilter.of(params);
        String type = params.text("type");
        return () -> page.of(
                "/v1/events",
                "event",
                books.events.ids(),
                books.events,
                each -> created.test(each.created()) && (type == null || type.equals(each.type())),
                Event::json);
    }
}
