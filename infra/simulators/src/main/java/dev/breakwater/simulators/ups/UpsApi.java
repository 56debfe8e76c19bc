package dev.breakwater.simulators.ups;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.carrier.AskedQuote;
import dev.breakwater.simulators.carrier.BearerTokens;
import dev.breakwater.simulators.carrier.CarrierConfig;
import dev.breakwater.simulators.carrier.QuoteLedger;
import dev.breakwater.simulators.carrier.RateTable;
import dev.breakwater.simulators.carrier.TokenForm;
import dev.breakwater.simulators.faults.Service;
import dev.breakwater.simulators.http.Call;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.http.Reply;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** {@code POST /security/v1/oauth/token} and {@code POST /api/rating/v2403/Rate} or {@code Shop}. Thread-safe. */
final class UpsApi implements Service {

    private static final String TOKEN = "/security/v1/oauth/token";
    private static final String RATE = "/api/rating/v2403/Rate";
    private static final String SHOP = "/api/rating/v2403/Shop";

    private final CarrierConfig config;
    private final BearerTokens tokens;
    private final RateTable rates;
    private final QuoteLedger ledger;
    private final String basic;

    UpsApi(CarrierConfig config, BearerTokens tokens, RateTable rates, QuoteLedger ledger) {
        this.config = config;
        this.tokens = tokens;
        this.rates = rates;
        this.ledger = ledger;
        String client = config.clientId() + ":" + config.clientSecret();
        basic = "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String endpoint(Call call) {
        return known(call) ? call.method() + " " + call.path() : "unknown";
    }

    private static boolean known(Call call) {
        return call.path().equals(TOKEN)
                || call.path().equals(RATE)
                || call.path().equals(SHOP);
    }

    @Override
    public Admission admit(Call call) {
        try {
            if (!known(call)) {
                throw new UpsError(404, "10404", "Resource not found");
            }
            if (!call.method().equals("POST")) {
                throw new UpsError(405, "10405", "Method not allowed");
            }
            return call.path().equals(TOKEN) ? token(call) : rate(call);
        } catch (UpsError refused) {
            return new Admission.Settled(refused.reply());
        }
    }

    private Admission token(Call call) throws UpsError {
        String grant = TokenForm.read(call)
                .map(form -> String.valueOf(form.get("grant_type")))
                .orElse("");
        if (!grant.equals("client_credentials")) {
            throw UpsError.invalid("10400", "Invalid/Missing Grant Type");
        }
        if (!TokenForm.same(basic, call.header("authorization"))) {
            throw new UpsError(401, "10401", "ClientId is Invalid");
        }
        return new Admission.Admitted(lastTouch -> lastTouch.apply(Reply.json(
                200,
                Json.object()
                        .put("token_type", "Bearer")
                        .put("issued_at", Long.toString(config.clock().millis()))
                        .put("client_id", config.clientId())
                        .put("access_token", tokens.issue())
                        .put("expires_in", Long.toString(tokens.lifeSeconds()))
                        .put("status", "approved"))));
    }

    private Admission rate(Call call) throws UpsError {
        if (!tokens.accepts(call.header("authorization"))) {
            throw new UpsError(401, "250002", "Invalid Authentication Information.");
        }
        String type = call.header("content-type");
        if (type == null || !type.startsWith("application/json")) {
            throw new UpsError(415, "10415", "Unsupported media type");
        }
        RateQuestion question = RateQuestion.read(call.body(), call.path().equals(SHOP), rates);
        return new Admission.Admitted(lastTouch -> lastTouch.apply(answer(question)));
    }

    private Reply answer(RateQuestion question) {
        ObjectNode json = Json.object();
        ObjectNode response = json.putObject("RateResponse");
        response.putObject("Response")
                .putObject("ResponseStatus")
                .put("Code", "1")
                .put("Description", "Success");
        ArrayNode rated = response.putArray("RatedShipment");
        BigDecimal weight = question.kilograms().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal cheapest = null;
        for (RateTable.Service service : question.services()) {
            BigDecimal price = rates.price(service, question.country(), question.kilograms());
            cheapest = cheapest == null || price.compareTo(cheapest) < 0 ? price : cheapest;
            ObjectNode each = rated.addObject();
            each.putObject("Service").put("Code", service.code());
            ObjectNode billing = each.putObject("BillingWeight");
            billing.putObject("UnitOfMeasurement").put("Code", "KGS");
            billing.put("Weight", weight.toPlainString());
            each.set("TransportationCharges", charges(price));
            each.set("TotalCharges", charges(price));
        }
        ledger.add(new AskedQuote(
                question.country(),
                question.postcode(),
                question.kilograms().size(),
                weight,
                cheapest == null ? BigDecimal.ZERO : cheapest,
                config.clock().instant()));
        return Reply.json(200, json);
    }

    private static ObjectNode charges(BigDecimal price) {
        return Json.object().put("CurrencyCode", "EUR").put("MonetaryValue", price.toPlainString());
    }

    @Override
    public Reply unavailable() {
        return new UpsError(503, "10503", "The service is temporarily unavailable").reply();
    }

    @Override
    public Reply internalError() {
        return new UpsError(500, "10500", "Internal server error").reply();
    }

    @Override
    public Reply rateLimited(long retryAfterSeconds) {
        return new UpsError(429, "10429", "Too Many Requests")
                .reply()
                .with("Retry-After", Long.toString(retryAfterSeconds));
    }
}
