package dev.breakwater.notification;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Messages as order-service publishes them. */
final class Notices {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private Notices() {}

    static String event() {
        return UUID.randomUUID().toString();
    }

    static List<String> events(int count) {
        return IntStream.range(0, count).mapToObj(i -> event()).toList();
    }

    static String mail(String eventId) {
        return mail(eventId, "ada@example.org");
    }

    static String mail(String eventId, String email) {
        return "{\"eventId\":\"" + eventId + "\",\"template\":\"ORDER_CONFIRMED\",\"email\":\"" + email
                + "\",\"name\":\"Ada\",\"orderId\":\"order-of-" + eventId.substring(0, 8) + "\",\"data\":{}}";
    }

    static List<String> mails(List<String> events) {
        return events.stream().map(Notices::mail).toList();
    }

    /** To a number that no other message goes to. */
    static String text(String eventId) {
        return text(eventId, "+4915110" + (100_000 + NUMBERS.incrementAndGet()));
    }

    static String text(String eventId, String phone) {
        return mail(eventId).replace("\"name\"", "\"phone\":\"" + phone + "\",\"name\"");
    }

    static List<String> texts(List<String> events) {
        return events.stream().map(Notices::text).toList();
    }
}
