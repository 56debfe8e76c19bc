package dev.breakwater.e2e.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.e2e.run.Json;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Somebody who is registered and signed in. Thread-safe. */
public final class Customer {

    private static final String PASSWORD = "a long enough passphrase for the demo";
    /** Signed in anew when this share of a token's life is left. */
    private static final double REFRESH_AT = 0.4;

    private final URI gateway;
    private final String email;
    private final String id;
    private volatile String token = "";
    private volatile long refreshAt;

    private Customer(URI gateway, String email, String id) {
        this.gateway = gateway;
        this.email = email;
        this.id = id;
    }

    public static Customer register(URI gateway, String name) throws IOException, InterruptedException {
        JsonNode user = Json.send("POST", gateway.resolve("/api/users"), registration(name));
        Customer customer = new Customer(gateway, email(name), user.path("id").asText());
        customer.signIn();
        return customer;
    }

    /** What somebody writes into the form. */
    static Map<String, String> registration(String name) {
        return Map.of("email", email(name), "password", PASSWORD, "displayName", "Shopper " + name);
    }

    private static String email(String name) {
        return name + "@example.com";
    }

    /** The user's id at the shop. */
    public String id() {
        return id;
    }

    public String token() {
        return token;
    }

    Map<String, String> credentials() {
        return Map.of("email", email, "password", PASSWORD);
    }

    boolean isDueToSignIn() {
        return System.nanoTime() - refreshAt >= 0;
    }

    void signIn() throws IOException, InterruptedException {
        goOnWith(Json.send("POST", gateway.resolve("/api/sessions"), credentials()));
    }

    /** The newest session is the one to use: the shop ends the oldest ones of whoever has many. */
    void goOnWith(JsonNode session) throws IOException {
        long life = TimeUnit.SECONDS.toNanos(session.path("expiresInSeconds").asLong());
        if (life <= 0 || session.path("accessToken").asText().isEmpty()) {
            throw new IOException("signing in " + email + " was answered " + session);
        }
        token = session.path("accessToken").asText();
        refreshAt = System.nanoTime() + (long) (life * (1 - REFRESH_AT));
    }
}
