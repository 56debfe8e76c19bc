package dev.breakwater.simulators.sendgrid;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.ledger.RequestLog;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every mail that was accepted, whether or not its sender ever heard of it. Thread-safe. */
public final class MailLedger {

    private final ConcurrentLinkedQueue<Mail> mails = new ConcurrentLinkedQueue<>();
    private final RequestLog requests;
    private final DeliveryEvents events;

    MailLedger(RequestLog requests, DeliveryEvents events) {
        this.requests = requests;
        this.events = events;
    }

    void add(List<Mail> accepted) {
        mails.addAll(accepted);
    }

    /** All mails, oldest first. */
    public List<Mail> mails() {
        return List.copyOf(mails);
    }

    /** The page {@code /_sim/ledger}. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("mails");
        for (Mail mail : mails) {
            ObjectNode each = list.addObject()
                    .put("id", mail.id())
                    .put("to", String.join(",", mail.to()))
                    .put("subject", mail.subject())
                    .put("template", mail.template());
            ObjectNode args = each.putObject("customArgs");
            new TreeMap<>(mail.customArgs()).forEach(args::put);
            each.put("at", mail.at().toString());
        }
        json.set("requests", requests.json());
        json.set("webhooks", events.json());
        json.put("webhookPublicKey", events.publicKey());
        return json;
    }
}
