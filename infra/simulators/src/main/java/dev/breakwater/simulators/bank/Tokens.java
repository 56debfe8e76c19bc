package dev.breakwater.simulators.bank;

import dev.breakwater.simulators.http.Call;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.http.Reply;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** OAuth2 client credentials (RFC 6749, section 4.4): hands out tokens that expire. Thread-safe. */
final class Tokens {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String clientId;
    private final String clientSecret;
    private final Duration lifetime;
    private final Clock clock;
    private final Map<String, Instant> goodUntil = new ConcurrentHashMap<>();

    Tokens(String clientId, String clientSecret, Duration lifetime, Clock clock) {
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** The answer to {@code POST /oauth/token}. */
    Reply issue(Call call) {
        String type = call.header("content-type");
        if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
            return refused(400, "invalid_request", "The body must be application/x-www-form-urlencoded.");
        }
        Map<String, String> form = form(call.text());
        if (form == null) {
            return refused(400, "invalid_request", "The form cannot be read.");
        }
        if (!knows(call.header("authorization"))) {
            return refused(401, "invalid_client", "Client authentication failed.")
                    .with("WWW-Authenticate", "Basic realm=\"bank\"");
        }
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return refused(400, "unsupported_grant_type", "Only client_credentials is supported.");
        }
        if (form.size() > 1) {
            return refused(400, "invalid_request", "Only grant_type is expected.");
        }
        Instant now = clock.instant();
        goodUntil.values().removeIf(until -> until.isBefore(now));
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        goodUntil.put(token, now.plus(lifetime));
        return Reply.json(
                        200,
                        Json.object()
                                .put("access_token", token)
                                .put("token_type", "Bearer")
                                .put("expires_in", lifetime.toSeconds()))
                .with("Cache-Control", "no-store");
    }

    /** @throws BankError 401 if the header carries no token that is good now */
    void check(@Nullable String authorization) {
        String token = authorization != null && authorization.startsWith("Bearer ") ? authorization.substring(7) : "";
        Instant until = goodUntil.get(token);
        if (until == null) {
            throw new BankError(401, "invalid_token", "The access token is missing or not known.", null);
        }
        if (!clock.instant().isBefore(until)) {
            throw new BankError(401, "token_expired", "The access token has expired.", null);
        }
    }

    /** Every token is void from now on. */
    void revokeAll() {
        goodUntil.clear();
    }

    private boolean knows(@Nullable String authorization) {
        byte[] expected = ("Basic "
                        + Base64.getEncoder()
                                .encodeToString((clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.UTF_8);
        return authorization != null && MessageDigest.isEqual(expected, authorization.getBytes(StandardCharsets.UTF_8));
    }

    /** Null if it is malformed or names a field twice. */
    private static @Nullable Map<String, String> form(String text) {
        Map<String, String> form = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            try {
                String value = parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
                if (form.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), value) != null) {
                    return null;
                }
            } catch (IllegalArgumentException malformed) {
                return null;
            }
        }
        return form;
    }

    private static Reply refused(int status, String error, String description) {
        return Reply.json(status, Json.object().put("error", error).put("error_description", description));
    }
}
