package dev.breakwater.simulators.bank;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.faults.Service;
import dev.breakwater.simulators.http.Call;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.http.Reply;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /oauth/token} and {@code /v1/charges}. Thread-safe. */
final class BankApi implements Service {

    private static final String TOKEN = "/oauth/token";
    private static final String CHARGES = "/v1/charges";
    private static final Pattern CHARGE = Pattern.compile("/v1/charges/([A-Za-z0-9_]{1,64})");
    private static final Pattern REFUNDS = Pattern.compile(CHARGE + "/refunds");
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern CURRENCY = Pattern.compile("EUR|GBP|USD");
    private static final Pattern METHOD = Pattern.compile("pm_[A-Za-z0-9_]{1,60}");
    private static final Pattern REASON = Pattern.compile(".{1,200}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private final Tokens tokens;
    private final Books books;
    private final IdempotencyKeys keys;
    private final Clock clock;

    BankApi(Tokens tokens, Books books, IdempotencyKeys keys, Clock clock) {
        this.tokens = tokens;
        this.books = books;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String endpoint(Call call) {
        String path = call.path();
        if (path.equals(TOKEN) || path.equals(CHARGES)) {
            return call.method() + " " + path;
        }
        if (CHARGE.matcher(path).matches()) {
            return call.method() + " /v1/charges/{id}";
        }
        return REFUNDS.matcher(path).matches() ? call.method() + " /v1/charges/{id}/refunds" : "unknown";
    }

    /** The network of the card that is charged; all other calls are answered from the bank's own books. */
    @Override
    public Optional<String> part(Call call) {
        if (!endpoint(call).equals("POST " + CHARGES)) {
            return Optional.empty();
        }
        return Json.parse(call.body())
                .map(body -> body.path("paymentMethod").asText())
                .flatMap(Card::of)
                .map(Card::network);
    }

    @Override
    public Admission admit(Call call) {
        try {
            return route(call);
        } catch (BankError refusal) {
            return new Admission.Settled(refusal.reply());
        }
    }

    private Admission route(Call call) {
        String path = call.path();
        if (path.equals(TOKEN)) {
            only("POST", call);
            return new Admission.Admitted(lastTouch -> lastTouch.apply(tokens.issue(call)));
        }
        tokens.check(call.header("authorization"));
        if (path.equals(CHARGES)) {
            return call.method().equals("POST") ? charge(call) : search(call);
        }
        Matcher charge = CHARGE.matcher(path);
        if (charge.matches()) {
            only("GET", call);
            return answered(() -> Reply.json(200, books.charge(charge.group(1)).json()));
        }
        Matcher refunds = REFUNDS.matcher(path);
        if (refunds.matches()) {
            return call.method().equals("POST") ? refund(call, refunds.group(1)) : refunds(call, refunds.group(1));
        }
        throw BankError.notFound("There is no such resource.");
    }

    private Admission charge(Call call) {
        Body body = Body.of(call, Set.of("reference", "amountMinor", "currency", "paymentMethod"));
        String reference = body.text("reference", REFERENCE);
        long amount = body.amount("amountMinor");
        String currency = body.text("currency", CURRENCY);
        String method = body.text("paymentMethod", METHOD);
        Card card = Card.of(method)
                .orElseThrow(() -> new BankError(
                        422, "payment_method_not_supported", "This payment method is not taken.", "paymentMethod"));
        return once(call, body, () -> {
            Charge charge = new Charge(
                    id("ch_bank_"), reference, amount, currency, method, card.decline(amount), clock.instant(), 0);
            books.add(charge);
            return Reply.json(201, charge.json());
        });
    }

    private Admission refund(Call call, String chargeId) {
        Body body = Body.of(call, Set.of("amountMinor", "reference", "reason"));
        Long amount = body.optionalAmount("amountMinor");
        String reference = body.optionalText("reference", REFERENCE);
        String reason = body.optionalText("reason", REASON);
        return once(call, body, () -> {
            synchronized (books) {
                Charge charge = books.charge(chargeId);
                if (charge.refundable() == 0) {
                    throw new BankError(422, "nothing_to_refund", "Nothing of this charge is left to refund.", null);
                }
                long back = amount == null ? charge.refundable() : amount;
                Refund refund = new Refund(id("re_bank_"), charge.id(), back, reference, reason, clock.instant());
                books.refund(refund);
                return Reply.json(201, refund.json());
            }
        });
    }

    private Admission search(Call call) {
        only("GET", call);
        String query = call.query() == null ? "" : call.query();
        String reference = query.startsWith("reference=") ? query.substring("reference=".length()) : "";
        if (!REFERENCE.matcher(reference).matches()) {
            throw BankError.invalid("reference", "Exactly one query parameter is expected: reference=" + REFERENCE);
        }
        return answered(() -> list("charges", books.withReference(reference), Charge::json));
    }

    private Admission refunds(Call call, String chargeId) {
        only("GET", call);
        return answered(() -> list("refunds", books.refundsOf(chargeId), Refund::json));
    }

    /** Runs the work unless its idempotency key was answered before. */
    private Admission once(Call call, Body body, Supplier<Reply> work) {
        String key = call.header("idempotency-key");
        if (key == null || !KEY.matcher(key).matches()) {
            throw new BankError(
                    400, "idempotency_key_required", "The header Idempotency-Key must match " + KEY + ".", null);
        }
        Optional<Reply> before = keys.claim(key, call.path() + "\n" + body.canonical());
        if (before.isPresent()) {
            return new Admission.Settled(before.get().with("Idempotent-Replayed", "true"));
        }
        return new Admission.Admitted(lastTouch -> {
            try {
                Reply reply = lastTouch.apply(work.get());
                keys.complete(key, reply);
                return reply;
            } catch (BankError refusal) {
                keys.release(key); // nothing was done
                return lastTouch.apply(refusal.reply());
            }
        });
    }

    private static Admission answered(Supplier<Reply> reply) {
        return new Admission.Admitted(lastTouch -> {
            try {
                return lastTouch.apply(reply.get());
            } catch (BankError refusal) {
                return lastTouch.apply(refusal.reply());
            }
        });
    }

    private static <T> Reply list(String name, List<T> items, Function<T, ObjectNode> json) {
        ObjectNode body = Json.object();
        ArrayNode array = body.putArray(name);
        items.forEach(item -> array.add(json.apply(item)));
        return Reply.json(200, body);
    }

    private static void only(String method, Call call) {
        if (!call.method().equals(method)) {
            throw new BankError(405, "method_not_allowed", "Only " + method + " is allowed here.", null);
        }
    }

    private static String id(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public Reply unavailable() {
        return error(503, "service_unavailable", "The service is temporarily unavailable.", null);
    }

    @Override
    public Reply internalError() {
        return error(500, "internal_error", "An internal error occurred.", null);
    }

    @Override
    public Reply rateLimited(long retryAfterSeconds) {
        return error(429, "rate_limited", "Too many requests.", null)
                .with("Retry-After", Long.toString(retryAfterSeconds));
    }

    private static Reply error(int status, String code, String message, @Nullable String field) {
        return new BankError(status, code, message, field).reply();
    }
}
