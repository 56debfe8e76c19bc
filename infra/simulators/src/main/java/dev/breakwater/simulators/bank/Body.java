package dev.breakwater.simulators.bank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Call;
import dev.breakwater.simulators.http.Json;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The JSON object of a request, read member by member; what does not fit is refused with the member's name. */
final class Body {

    private final ObjectNode json;

    private Body(ObjectNode json) {
        this.json = json;
    }

    /** @throws BankError if it is not one JSON object with known members only */
    static Body of(Call call, Set<String> known) {
        String type = call.header("content-type");
        if (type == null || !type.matches("application/json(\\s*;.*)?")) {
            throw new BankError(415, "unsupported_media_type", "The body must be application/json.", null);
        }
        Optional<JsonNode> body = Json.parse(call.body());
        if (body.isEmpty() || !(body.get() instanceof ObjectNode json)) {
            throw new BankError(400, "malformed_request", "The body must be one JSON object.", null);
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw BankError.invalid(name.length() > 64 ? name.substring(0, 64) : name, "This field is not known.");
            }
        });
        return new Body(json);
    }

    String text(String name, Pattern pattern) {
        String text = optionalText(name, pattern);
        if (text == null) {
            throw BankError.invalid(name, "This field is required.");
        }
        return text;
    }

    @Nullable
    String optionalText(String name, Pattern pattern) {
        JsonNode node = json.get(name);
        if (node == null) {
            return null;
        }
        if (!node.isTextual() || !pattern.matcher(node.asText()).matches()) {
            throw BankError.invalid(name, "This field must be a string that matches " + pattern + ".");
        }
        return node.asText();
    }

    long amount(String name) {
        Long amount = optionalAmount(name);
        if (amount == null) {
            throw BankError.invalid(name, "This field is required.");
        }
        return amount;
    }

    @Nullable
    Long optionalAmount(String name) {
        JsonNode node = json.get(name);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.asLong() < 1 || node.asLong() > 99_999_999) {
            throw BankError.invalid(name, "This field must be a whole number from 1 to 99999999.");
        }
        return node.asLong();
    }

    /** The same members are the same text, in whatever order they came. */
    String canonical() {
        StringBuilder text = new StringBuilder();
        json.properties().stream()
                .map(member -> member.getKey() + "=" + member.getValue() + "\n")
                .sorted()
                .forEach(text::append);
        return text.toString();
    }
}
