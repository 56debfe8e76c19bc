package dev.breakwater.simulators.twilio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts as Twilio shows them. */
final class MessageJson {

    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final String accountSid;

    MessageJson(String accountSid) {
        this.accountSid = accountSid;
    }

    String collection() {
        return "/2010-04-01/Accounts/" + accountSid + "/Messages";
    }

    ObjectNode of(TextMessage text) {
        String uri = collection() + "/" + text.sid();
        boolean sent = !text.status().equals("queued");
        ObjectNode json = Json.object()
                .put("account_sid", accountSid)
                .put("api_version", "2010-04-01")
                .put("body", text.body())
                .put("date_created", date(text.at()))
                .put("date_sent", sent ? date(text.at()) : null)
                .put("date_updated", date(text.at()))
                .put("direction", "outbound-api")
                .put("error_code", text.errorCode())
                .put("error_message", (String) null)
                .put("from", text.from())
                .put("messaging_service_sid", (String) null)
                .put("num_media", "0")
                .put("num_segments", Integer.toString(text.segments()))
                .put("price", (String) null)
                .put("price_unit", "USD")
                .put("sid", text.sid())
                .put("status", text.status())
                .put("to", text.to())
                .put("uri", uri + ".json");
        json.putObject("subresource_uris").put("media", uri + "/Media.json");
        return json;
    }

    /** One page of texts that are sorted already. */
    ObjectNode page(List<TextMessage> all, FormFields query) {
        int size = query.whole("PageSize", 50, 1, 1_000);
        int page = query.whole("Page", 0, 0, 1_000_000);
        int from = (int) Math.min((long) page * size, all.size());
        int to = Math.min(from + size, all.size());
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("messages");
        all.subList(from, to).forEach(text -> list.add(of(text)));
        return json.put("end", Math.max(from, to - 1))
                .put("first_page_uri", uri(0, size))
                .put("next_page_uri", to < all.size() ? uri(page + 1, size) : null)
                .put("page", page)
                .put("page_size", size)
                .put("previous_page_uri", page > 0 ? uri(page - 1, size) : null)
                .put("start", from)
                .put("uri", uri(page, size));
    }

    private @Nullable String uri(int page, int size) {
        return collection() + ".json?PageSize=" + size + "&Page=" + page;
    }

    private static String date(Instant at) {
        return RFC_2822.format(at);
    }
}
