package dev.breakwater.simulators.fedex;

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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@code POST /oauth/token} and {@code POST /rate/v1/rates/quotes}. Thread-safe. */
final class FedExApi implements Service {

    private static final String TOKEN = "/oauth/token";
    private static final String QUOTES = "/rate/v1/rates/quotes";

    private final CarrierConfig config;
    private final BearerTokens tokens;
    private final RateTable rates;
    private final QuoteLedger ledger;

    FedExApi(CarrierConfig config, BearerTokens tokens, RateTable rates, QuoteLedger ledger) {
        this.config = config;
        this.tokens = tokens;
        this.rates = rates;
        this.ledger = ledger;
    }

    @Override
    public String endpoint(Call call) {
        boolean known = call.path().equals(TOKEN) || call.path().equals(QUOTES);
        return known ? call.method() + " " + call.path() : "unknown";
    }

    @Override
    public Admission admit(Call call) {
        try {
            if (!call.path().equals(TOKEN) && !call.path().equals(QUOTES)) {
                throw new FedExError(
                        404,
                        "NOT.FOUND.ERROR",
                        "The resource you requested is no longer available. Please modify your request and try again.");
            }
            if (!call.method().equals("POST")) {
                throw new FedExError(
                        405, "METHOD.NOT.ALLOWED.ERROR", "The method is not supported. Please modify your request.");
            }
            return call.path().equals(TOKEN) ? token(call) : quote(call);
        } catch (FedExError refused) {
            return new Admission.Settled(refused.reply());
        }
    }

    private Admission token(Call call) throws FedExError {
        Optional<Map<String, String>> form = TokenForm.read(call);
        if (form.isEmpty() || !"client_credentials".equals(form.get().get("grant_type"))) {
            throw FedExError.invalid(
                    "BAD.REQUEST.ERROR", "Missing or duplicate parameters. Please modify your request and try again.");
        }
        boolean ours = TokenForm.same(config.clientId(), form.get().get("client_id"))
                && TokenForm.same(config.clientSecret(), form.get().get("client_secret"));
        if (!ours) {
            throw new FedExError(
                    401,
                    "NOT.AUTHORIZED.ERROR",
                    "The given client credentials were not valid. Please modify your request and try again.");
        }
        return new Admission.Admitted(lastTouch -> lastTouch.apply(Reply.json(
                200,
                Json.object()
                        .put("access_token", tokens.issue())
                        .put("token_type", "bearer")
                        .put("expires_in", tokens.lifeSeconds())
                        .put("scope", "CXS"))));
    }

    private Admission quote(Call call) throws FedExError {
        if (!tokens.accepts(call.header("authorization"))) {
            throw new FedExError(
                    401, "NOT.AUTHORIZED.ERROR", "Access token expired. Please modify your request and try again.");
        }
        String type = call.header("content-type");
        if (type == null || !type.startsWith("application/json")) {
            throw new FedExError(
                    415,
                    "UNSUPPORTED.MEDIA.TYPE.ERROR",
                    "The media type is not supported. Please use application/json.");
        }
        RateQuestion question = RateQuestion.read(call.body(), rates);
        return new Admission.Admitted(lastTouch -> lastTouch.apply(answer(question)));
    }

    private Reply answer(RateQuestion question) {
        ObjectNode json = Json.object().put("transactionId", UUID.randomUUID().toString());
        ObjectNode output = json.putObject("output");
        ArrayNode details = output.putArray("rateReplyDetails");
        BigDecimal cheapest = null;
        for (RateTable.Service service : rates.services()) {
            BigDecimal price = rates.price(service, question.country(), question.kilograms());
            cheapest = cheapest == null || price.compareTo(cheapest) < 0 ? price : cheapest;
            details.addObject()
                    .put("serviceType", service.code())
                    .put("packagingType", "YOUR_PACKAGING")
                    .putArray("ratedShipmentDetails")
                    .addObject()
                    .put("rateType", "ACCOUNT")
                    .put("ratedWeightMethod", "ACTUAL")
                    .put("totalBaseCharge", price)
                    .put("totalNetCharge", price)
                    .put("currency", "EUR");
        }
        output.put(
                "quoteDate",
                LocalDate.ofInstant(config.clock().instant(), ZoneOffset.UTC).toString());
        ledger.add(new AskedQuote(
                question.country(),
                question.postcode(),
                question.kilograms().size(),
                question.kilograms().stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                cheapest == null ? BigDecimal.ZERO : cheapest,
                config.clock().instant()));
        return Reply.json(200, json);
    }

    @Override
    public Reply unavailable() {
        return new FedExError(
                        503,
                        "SERVICE.UNAVAILABLE.ERROR",
                        "The service is currently unavailable and we are working to resolve the issue. We apologize for any"
                                + " inconvenience. Please check back at a later time.")
                .reply();
    }

    @Override
    public Reply internalError() {
        return new FedExError(
                        500,
                        "INTERNAL.SERVER.ERROR",
                        "We encountered an unexpected error and are working to resolve the issue. We apologize for any"
                                + " inconvenience. Please check back at a later time.")
                .reply();
    }

    @Override
    public Reply rateLimited(long retryAfterSeconds) {
        return new FedExError(
                        429,
                        "TOO.MANY.REQUESTS.ERROR",
                        "Your transaction cannot be completed at this time as the rate limit has been exceeded.")
                .reply()
                .with("Retry-After", Long.toString(retryAfterSeconds));
    }
}
