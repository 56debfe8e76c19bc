package dev.breakwater.order.reading;

import dev.breakwater.order.book.Order;
import dev.breakwater.order.book.OrderBook;
import dev.breakwater.order.book.OrderReader;
import dev.breakwater.order.cache.OrderMemory;
import dev.breakwater.order.database.OrderDatabase;
import dev.breakwater.order.database.OrderReplica;
import dev.breakwater.order.placing.StoreAccepted;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Trouble;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Shows users their own orders. The primary answers as long as it can, so that everybody sees what he has just done; then the replica
 * or what is remembered, whichever is newer, and the caller is told. Thread-safe.
 */
@Component
public class ReadOrders {

    /** What there is to see under an id. */
    public sealed interface Sight {

        record Found(Order order) implements Sight {}

        record None() implements Sight {}

        /** Accepted orders are waiting to be stored, and this may be one of them. */
        record NotYet() implements Sight {}
    }

    private final GuardedCall<One, Sight> one;
    private final GuardedCall<Page, Optional<List<Order>>> list;
    private final OrderBook book;
    private final OrderReplica replica;
    private final OrderMemory memory;
    private final StoreAccepted accepted;

    ReadOrders(
            OrderDatabase database, OrderBook book, OrderReplica replica, OrderMemory memory, StoreAccepted accepted) {
        this.book = book;
        this.replica = replica;
        this.memory = memory;
        this.accepted = accepted;
        this.one = database.reading(this::fromPrimary).orElse("lastKnownOrder", this::lastKnownOrder);
        this.list = database.reading((Page page) -> page(book, page)).orElse("ordersOnReplica", this::ordersOnReplica);
    }

    /**
     * The user's order of that id.
     *
     * @throws DependencyUnavailableException when neither the database nor anybody else tells
     */
    public Sight one(UUID userId, UUID id) {
        Sight sight = one.with(new One(userId, id));
        if (sight instanceof Sight.Found found) {
            return found;
        }
        Optional<Order> unstored = memory.lastSeen(userId, id).filter(order -> order.version() == Order.UNSTORED);
        return unstored.isPresent()
                ? new Sight.Found(unstored.get())
                : accepted.isWaiting() ? new Sight.NotYet() : sight;
    }

    /**
     * The user's orders, newest first.
     *
     * @param after the order before the first one of the page; null for the first page
     * @return empty when {@code after} is none of the user's orders
     * @throws DependencyUnavailableException when neither the database nor a replica tells
     */
    public Optional<List<Order>> list(UUID userId, @Nullable UUID after, int count) {
        return list.with(new Page(userId, after, count));
    }

    private Sight fromPrimary(One asked) {
        Optional<Order> found = book.ofUser(asked.userId(), asked.id());
        return found.<Sight>map(order -> new Sight.Found(memory.remember(order)))
                .orElse(new Sight.None());
    }

    /** An order that nobody knows may still be on the primary, so it is not said to be none. */
    private Sight lastKnownOrder(One asked, Trouble why) {
        return Stream.of(onReplica(asked), memory.lastSeen(asked.userId(), asked.id()))
                .flatMap(Optional::stream)
                .reduce((a, b) -> a.version() >= b.version() ? a : b)
                .map(Sight.Found::new)
                .orElseThrow();
    }

    private Optional<Order> onReplica(One asked) {
        try {
            return replica.read(orders -> orders.ofUser(asked.userId(), asked.id()))
                    .flatMap(found -> found);
        } catch (DependencyUnavailableException away) {
            return Optional.empty();
        }
    }

    private Optional<List<Order>> ordersOnReplica(Page asked, Trouble why) {
        return replica.read(orders -> page(orders, asked)).orElseThrow();
    }

    private static Optional<List<Order>> page(OrderReader orders, Page asked) {
        return asked.after() != null
                        && orders.ofUser(asked.userId(), asked.after()).isEmpty()
                ? Optional.empty()
                : Optional.of(orders.list(asked.userId(), asked.after(), asked.count()));
    }

    private record One(UUID userId, UUID id) {}

    private record Page(UUID userId, @Nullable UUID after, int count) {}
}
