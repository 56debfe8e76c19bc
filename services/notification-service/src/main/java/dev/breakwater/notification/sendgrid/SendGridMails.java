package dev.breakwater.notification.sendgrid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sendgrid.Method;
import com.sendgrid.Request;
import com.sendgrid.helpers.mail.Mail;
import com.sendgrid.helpers.mail.objects.Content;
import com.sendgrid.helpers.mail.objects.Email;
import com.sendgrid.helpers.mail.objects.Personalization;
import dev.breakwater.notification.message.Notice;
import dev.breakwater.notification.message.RenderedMail;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Our mails in the words of SendGrid's API. */
final class SendGridMails {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SendGridProperties properties;

    SendGridMails(SendGridProperties properties) {
        this.properties = properties;
    }

    Request request(RenderedMail rendered) throws IOException {
        Notice notice = rendered.notice();
        Personalization customer = new Personalization();
        customer.addTo(new Email(notice.email(), notice.name()));
        // SendGrid knows no idempotency key; its delivery events repeat these.
        customer.addCustomArg("eventId", notice.eventId());
        customer.addCustomArg("orderId", notice.orderId());
        customer.addCustomArg("template", notice.template().name());

        Mail mail = new Mail();
        mail.setFrom(new Email(properties.from(), properties.fromName()));
        mail.setSubject(rendered.subject());
        mail.addPersonalization(customer);
        mail.addContent(new Content("text/plain", rendered.text()));
        mail.addContent(new Content("text/html", rendered.html()));
        mail.addCategory(notice.template().name());

        Request request = new Request();
        request.setMethod(Method.POST);
        request.setEndpoint("mail/send");
        request.setBody(mail.build());
        return request;
    }

    /** Only the names of the fields: the messages quote what was sent. */
    static String refusedFields(@Nullable String body) {
        try {
            JsonNode errors = JSON.readTree(body == null ? "" : body).path("errors");
            String fields = errors.findValuesAsText("field").stream()
                    .filter(field -> field.matches("[A-Za-z0-9_.\\[\\]-]{1,80}") && !field.equals("null"))
                    .collect(Collectors.joining(", "));
            return fields.isEmpty() ? "" : " on " + fields;
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
