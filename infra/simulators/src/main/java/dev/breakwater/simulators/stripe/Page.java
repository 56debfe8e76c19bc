package dev.breakwater.simulators.stripe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list was asked for: newest first, up to {@code limit}, older than {@code startingAfter} or newer than {@code endingBefore}.
 */
record Page(
        int limit, @Nullable String startingAfter, @Nullable String endingBefore) {

    static final Set<String> PARAMS = Set.of("limit", "starting_after", "ending_before");

    static Page of(Params params) {
        Long limit = params.integer("limit");
        if (limit != null && (limit < 1 || limit > 100)) {
            String bound = limit < 1 ? "greater than or equal to 1" : "less than or equal to 100";
            throw StripeError.invalid(
                    "parameter_invalid_integer",
                    "This value must be " + bound + " (it currently is '" + limit + "').",
                    "limit");
        }
        Page page = new Page(
                limit == null ? 10 : limit.intValue(), params.text("starting_after"), params.text("ending_before"));
        if (page.startingAfter != null && page.endingBefore != null) {
            throw StripeError.invalid(
                    null, "Received both starting_after and ending_before parameters. Please pass in only one.", null);
        }
        return page;
    }

    /**
     * The page of these objects.
     *
     * @param ids oldest first
     * @param object what they are called in errors
     */
    <T> ObjectNode of(
            String url,
            String object,
            List<String> ids,
            Shelf<T> shelf,
            Predicate<T> wanted,
            Function<T, ObjectNode> json) {
        List<T> found = new ArrayList<>();
        int step = endingBefore == null ? -1 : 1;
        int start = start(ids, object);
        boolean more = false;
        for (int i = start; i >= 0 && i < ids.size() && !more; i += step) {
            T each = shelf.find(ids.get(i)).filter(wanted).orElse(null);
            if (each != null) {
                more = found.size() == limit;
                if (!more) {
                    found.add(each);
                }
            }
        }
        if (endingBefore != null) {
            Collections.reverse(found);
        }
        ObjectNode list = Json.object().put("object", "list");
        ArrayNode data = list.putArray("data");
        found.forEach(each -> data.add(json.apply(each)));
        return list.put("has_more", more).put("url", url);
    }

    private int start(List<String> ids, String object) {
        String cursor = startingAfter != null ? startingAfter : endingBefore;
        if (cursor == null) {
            return ids.size() - 1;
        }
        int at = ids.lastIndexOf(cursor);
        if (at < 0) {
            throw StripeError.noSuch(object, cursor, startingAfter != null ? "starting_after" : "ending_before");
        }
        return startingAfter != null ? at - 1 : at + 1;
    }
}
