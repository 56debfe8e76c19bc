package dev.breakwater.notification.message;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message on the queue {@code notifications.mail}: something that one customer is to be told about one order.
 *
 * @param eventId what happened; the same event is one message, however often it is delivered
 * @param email address; personal, as are name and phone: none of them ever reaches a log. Called {@code to} in messages of before there were SMS
 * @param phone in E.164; with it the message goes by SMS, and by mail only if that cannot be; null for mail
 * @param data further particulars: {@code refundMinor}, {@code currency}, {@code shipping}; what is missing is left unsaid
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Notice(
        @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String eventId,
        @NotNull Template template,

        @NotBlank @Email @Size(max = 254) @Pattern(regexp = "[^\\s\\p{Cntrl}]+") @JsonAlias("to")
        String email,

        @NotBlank @Size(max = 200) String name,

        @Pattern(regexp = "\\+[1-9]\\d{6,14}") @Nullable String phone,
        @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String orderId,
        @Nullable Map<String, Object> data) {

    @Override
    public String toString() {
        return "Notice[" + template + " for order " + orderId + ", event " + eventId + "]";
    }
}
