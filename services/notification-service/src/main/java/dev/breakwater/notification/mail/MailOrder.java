package dev.breakwater.notification.mail;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message on the queue {@code notifications.mail}: one mail to one customer about one order.
 *
 * @param eventId what happened; the same event is one mail, however often it is delivered
 * @param to address; personal, as is the name: neither ever reaches a log
 * @param data further particulars; no template uses any yet
 */
public record MailOrder(
        @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String eventId,
        @NotNull MailTemplate template,

        @NotBlank @Email @Size(max = 254) @Pattern(regexp = "[^\\s\\p{Cntrl}]+")
        String to,

        @NotBlank @Size(max = 200) String name,
        @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String orderId,
        @Nullable Map<String, Object> data) {

    @Override
    public String toString() {
        return "MailOrder[" + template + " for order " + orderId + ", event " + eventId + "]";
    }
}
