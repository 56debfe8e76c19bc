package dev.breakwater.e2e.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.e2e.audit.Books.Intent;
import dev.breakwater.e2e.audit.Books.Message;
import dev.breakwater.e2e.audit.Books.OrderRow;
import dev.breakwater.e2e.audit.Books.PaymentRow;
import dev.breakwater.e2e.audit.Books.Told;
import dev.breakwater.e2e.run.Json;
import dev.breakwater.e2e.run.Shop;
import dev.breakwater.e2e.run.Shop.Database;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the books where they are kept: the databases by SQL of its own, past the services that are to be checked. */
public final class KeptLedgers implements Ledgers {

    private static final String OPEN_ORDERS =
            "select id from orders where status not in ('CONFIRMED', 'PAYMENT_DECLINED', 'REJECTED', 'BACKORDERED')";
    /** By the index that begins with the status: as cheap as there are such orders. */
    private static final String PENDING =
            "select count(*), min(created_at) from orders where status = 'PAYMENT_PENDING' and payment = 'QUEUED'";

    private static final String QUICKLY_MS = "1000";
    private static final String ORDERS = "select id, status, total_minor, currency, payment from orders";
    private static final String ITEMS = "select order_id, sku, quantity from order_items";
    private static final String PAYMENTS =
            "select order_id, status, amount_minor, currency, provider_payment_id from payments";
    private static final String RESERVATIONS =
            "select order_id, sku, quantity from reservation_lines join reservations using (order_id) where state = 'RESERVED'";

    private static final String SHELVES =
            "select order_id, warehouse || ' ' || sku, quantity from reservation_lines join reservations using (order_id) where state = 'RESERVED'";
    private static final String WAREHOUSE = "warehouse-";
    private static final String DELIVERIES = "select event_id, order_id, template from deliveries";
    private static final Set<String> UNDELIVERED = Set.of("undelivered", "failed");

    private final Shop shop;

    public KeptLedgers(Shop shop) {
        this.shop = shop;
    }

    @Override
    public Books read(List<Told> told) throws IOException, InterruptedException, SQLException {
        return new Books(
                told,
                orders(),
                payments(),
                intents(),
                itemsByOrder(shop.database("inventory-db"), RESERVATIONS),
                itemsByOrder(shop.database("inventory-db"), SHELVES),
                allocations(),
                messages());
    }

    @Override
    public Set<String> openOrders() throws SQLException {
        Set<String> open = new HashSet<>();
        query(shop.database("order-db"), OPEN_ORDERS, row -> open.add(row.getString(1)));
        return open;
    }

    @Override
    public Pending pending() throws SQLException {
        Database database = shop.database("order-db");
        Properties impatient = credentials(database);
        impatient.setProperty("connectTimeout", QUICKLY_MS);
        impatient.setProperty("socketTimeout", QUICKLY_MS);
        List<Pending> found = new ArrayList<>();
        query(database.jdbcUrl(), impatient, PENDING, row -> {
            long orders = row.getLong(1);
            found.add(new Pending(orders, orders == 0 ? null : Instant.ofEpochMilli(row.getLong(2))));
        });
        return found.get(0);
    }

    private Map<String, OrderRow> orders() throws SQLException {
        Map<String, Map<String, Integer>> items = itemsByOrder(shop.database("order-db"), ITEMS);
        Map<String, OrderRow> orders = new LinkedHashMap<>();
        query(shop.database("order-db"), ORDERS, row -> {
            String id = row.getString(1);
            orders.put(
                    id,
                    new OrderRow(
                            id,
                            row.getString(2),
                            row.getLong(3),
                            row.getString(4),
                            row.getString(5),
                            items.getOrDefault(id, Map.of())));
        });
        return orders;
    }

    private Map<String, PaymentRow> payments() throws SQLException {
        Map<String, PaymentRow> payments = new LinkedHashMap<>();
        query(shop.database("payment-db"), PAYMENTS, row -> {
            String id = row.getString(1);
            payments.put(id, new PaymentRow(id, row.getString(2), row.getLong(3), row.getString(4), row.getString(5)));
        });
        return payments;
    }

    private static Map<String, Map<String, Integer>> itemsByOrder(Database database, String sql) throws SQLException {
        Map<String, Map<String, Integer>> items = new HashMap<>();
        query(
                database,
                sql,
                row -> items.computeIfAbsent(row.getString(1), id -> new HashMap<>())
                        .merge(row.getString(2), row.getInt(3), Integer::sum));
        return items;
    }

    private List<Intent> intents() throws IOException, InterruptedException {
        List<Intent> intents = new ArrayList<>();
        for (JsonNode intent :
                Json.get(shop.simulator("stripe").resolve("/_sim/ledger")).path("paymentIntents")) {
            intents.add(new Intent(
                    "stripe",
                    intent.path("id").asText(),
                    text(intent, "orderId"),
                    intent.path("amountMinor").asLong(),
                    intent.path("currency").asText(),
                    intent.path("status").asText()));
        }
        for (JsonNode charge :
                Json.get(shop.simulator("bank").resolve("/_sim/ledger")).path("charges")) {
            intents.add(new Intent(
                    "bank",
                    charge.path("id").asText(),
                    text(charge, "reference"),
                    charge.path("amountMinor").asLong(),
                    charge.path("currency").asText(),
                    charge.path("status").asText().toLowerCase(Locale.ROOT)));
        }
        return intents;
    }

    private Map<String, Map<String, Integer>> allocations() throws IOException, InterruptedException {
        Map<String, Map<String, Integer>> allocations = new HashMap<>();
        for (Map.Entry<String, URI> simulator : shop.simulators().entrySet()) {
            if (!simulator.getKey().startsWith(WAREHOUSE)) {
                continue;
            }
            String warehouse = simulator.getKey().substring(WAREHOUSE.length());
            for (JsonNode allocation :
                    Json.get(simulator.getValue().resolve("/_sim/ledger")).path("allocations")) {
                if (!allocation.path("status").asText().equals("ALLOCATED")) {
                    continue;
                }
                Map<String, Integer> held =
                        allocations.computeIfAbsent(allocation.path("orderId").asText(), id -> new HashMap<>());
                allocation
                        .path("lines")
                        .forEach(line -> held.merge(
                                warehouse + " " + line.path("sku").asText(),
                                line.path("quantity").asInt(),
                                Integer::sum));
            }
        }
        return allocations;
    }

    private List<Message> messages() throws IOException, InterruptedException, SQLException {
        List<Message> messages = new ArrayList<>();
        for (JsonNode mail :
                Json.get(shop.simulator("sendgrid").resolve("/_sim/ledger")).path("mails")) {
            String order = text(mail.path("customArgs"), "orderId");
            String template = text(mail.path("customArgs"), "template");
            if (order != null && template != null) {
                String event = mail.path("customArgs").path("eventId").asText();
                messages.add(new Message("sendgrid", order, template, event));
            }
        }
        messages.addAll(texts());
        return messages;
    }

    /** Twilio keeps no data of ours, so an SMS ends with a mark of its event; one that never arrives is followed by a mail. */
    private List<Message> texts() throws IOException, InterruptedException, SQLException {
        Map<String, Message> byMark = new HashMap<>();
        query(shop.database("notification-db"), DELIVERIES, row -> {
            String event = row.getString(1);
            byMark.put(EventMark.of(event), new Message("twilio", row.getString(2), row.getString(3), event));
        });
        List<Message> texts = new ArrayList<>();
        for (JsonNode text :
                Json.get(shop.simulator("twilio").resolve("/_sim/ledger")).path("messages")) {
            String mark = EventMark.at(text.path("body").asText());
            if (!UNDELIVERED.contains(text.path("status").asText())) {
                texts.add(byMark.getOrDefault(mark, new Message("twilio", "of no event: " + mark, "SMS", mark)));
            }
        }
        return texts;
    }

    private static @Nullable String text(JsonNode json, String field) {
        JsonNode value = json.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private static void query(Database database, String sql, Row row) throws SQLException {
        query(database.jdbcUrl(), credentials(database), sql, row);
    }

    private static Properties credentials(Database database) {
        Properties credentials = new Properties();
        credentials.setProperty("user", database.username());
        credentials.setProperty("password", database.password());
        return credentials;
    }

    private static void query(String jdbcUrl, Properties properties, String sql, Row row) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, properties)) {
            connection.setReadOnly(true);
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    row.take(rows);
                }
            }
        }
    }
}
