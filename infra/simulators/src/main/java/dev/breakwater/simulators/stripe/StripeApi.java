package dev.breakwater.simulators.stripe;

import dev.breakwater.simulators.faults.Service;
import dev.breakwater.simulators.http.Call;
import dev.breakwater.simulators.http.Reply;
import dev.breakwater.simulators.stripe.Routes.Match;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From an HTTP request to an endpoint and back: key, version, route, form, idempotency, errors. Thread-safe. */
final class StripeApi implements Service {

    static final String VERSION = "2023-08-16";

    private static final Logger log = LoggerFactory.getLogger(StripeApi.class);

    private final Credentials credentials;
    private final Books books;
    private final Routes routes;
    private final CardNetworks networks;
    private final IdempotencyKeys keys;

    StripeApi(Credentials credentials, Books books, Routes routes, IdempotencyKeys keys) {
        this.credentials = credentials;
        this.books = books;
        this.routes = routes;
        this.networks = new CardNetworks(books);
        this.keys = keys;
    }

    @Override
    public String endpoint(Call call) {
        return routes.find(call.method(), call.path())
                .map(match -> match.route().name())
                .orElse("unknown");
    }

    @Override
    public Optional<String> part(Call call) {
        try {
            Optional<Match> match = routes.find(call.method(), call.path());
            if (match.isEmpty()) {
                return Optional.empty();
            }
            StripeRequest request =
                    new StripeRequest(new Params(form(call)), match.get().id(), newRequestId(), null);
            return networks.chargedBy(match.get().route().name(), request);
        } catch (StripeError malformed) {
            return Optional.empty(); // refused before any network hears of it
        }
    }

    @Override
    public Admission admit(Call call) {
        String requestId = newRequestId();
        try {
            credentials.check(call.header("authorization"));
            checkVersion(call.header("stripe-version"));
            Match match = routes.find(call.method(), call.path()).orElseThrow(() -> unrecognized(call));
            FormValue.Fields form = form(call);
            String key = call.method().equals("POST") ? checkedKey(call.header("idempotency-key")) : null;
            StripeRequest request = new StripeRequest(new Params(form), match.id(), requestId, key);
            return key == null ? begin(match, request) : beginOnce(key, call.path(), form, match, request);
        } catch (StripeError error) {
            return new Admission.Settled(labelled(error.reply(requestId), requestId));
        }
    }

    private Admission begin(Match match, StripeRequest request) {
        StripeRequest.Work work = match.route().operation().prepare(request);
        return new Admission.Admitted(lastTouch -> labelled(lastTouch.apply(run(work, request)), request.requestId()));
    }

    private Admission beginOnce(String key, String path, FormValue.Fields form, Match match, StripeRequest request) {
        String requestId = request.requestId();
        StringBuilder parameters = new StringBuilder();
        form.canonical("", parameters);
        IdempotencyKeys.Claim claim = keys.claim(key, path, parameters.toString(), requestId);
        if (claim instanceof IdempotencyKeys.Claim.Refused refused) {
            throw refused.error();
        }
        if (claim instanceof IdempotencyKeys.Claim.Replay replay) {
            return new Admission.Settled(labelled(replay.reply(), requestId)
                    .with("Idempotency-Key", key)
                    .with("Original-Request", replay.originalRequestId())
                    .with("Idempotent-Replayed", "true"));
        }
        StripeRequest.Work work;
        try {
            work = match.route().operation().prepare(request);
        } catch (RuntimeException neverBegan) {
            keys.release(key);
            throw neverBegan;
        }
        return new Admission.Admitted(lastTouch -> {
            Reply reply = lastTouch.apply(run(work, request));
            keys.complete(key, reply);
            return labelled(reply, requestId).with("Idempotency-Key", key).with("Original-Request", requestId);
        });
    }

    private Reply run(StripeRequest.Work work, StripeRequest request) {
        try {
            synchronized (books) {
                return Reply.json(200, work.run());
            }
        } catch (StripeError error) {
            return error.reply(request.requestId());
        } catch (RuntimeException defect) {
            log.error("A defect of the simulator in request {}", request.requestId(), defect);
            return StripeError.api(500, "An unknown error occurred").reply(request.requestId());
        }
    }

    private static FormValue.Fields form(Call call) {
        String query = call.query() == null ? "" : call.query();
        if (!call.method().equals("POST")) {
            return Form.parse(query);
        }
        String type = call.header("content-type");
        boolean form = type != null && type.startsWith("application/x-www-form-urlencoded");
        if (call.body().length > 0 && !form) {
            throw StripeError.invalid(
                    null,
                    "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have"
                            + " any questions, we can help at https://support.stripe.com/.",
                    null);
        }
        return Form.parse(query + "&" + call.text());
    }

    private static @Nullable String checkedKey(@Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > 255)) {
            throw StripeError.invalid(
                    null,
                    "Idempotency keys must be between 1 and 255 characters long; yours has " + key.length() + ".",
                    null);
        }
        return key;
    }

    private static void checkVersion(@Nullable String version) {
        if (!VERSION.equals(version)) {
            throw StripeError.invalid(
                    null,
                    "Invalid Stripe API version: " + (version == null ? "none was sent" : Params.shorten(version))
                            + ". This simulator speaks " + VERSION + " only.",
                    null);
        }
    }

    private static StripeError unrecognized(Call call) {
        return StripeError.invalid(
                404,
                null,
                "Unrecognized request URL (" + call.method() + ": " + Params.shorten(call.path())
                        + "). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.");
    }

    @Override
    public Reply unavailable() {
        return refusal(StripeError.api(503, "Stripe is temporarily unavailable. Please try again later."));
    }

    @Override
    public Reply internalError() {
        return refusal(StripeError.api(500, "An unknown error occurred"));
    }

    @Override
    public Reply rateLimited(long retryAfterSeconds) {
        StripeError error = StripeError.invalid(
                429,
                "rate_limit",
                "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.");
        return refusal(error)
                .with("Retry-After", Long.toString(retryAfterSeconds))
                .with("Stripe-Rate-Limited-Reason", "global-rate");
    }

    private static Reply refusal(StripeError error) {
        String requestId = newRequestId();
        return labelled(error.reply(requestId), requestId);
    }

    private static String newRequestId() {
        return Ids.next("req_", 14);
    }

    private static Reply labelled(Reply reply, String requestId) {
        return reply.with("Request-Id", requestId).with("Stripe-Version", VERSION);
    }
}
