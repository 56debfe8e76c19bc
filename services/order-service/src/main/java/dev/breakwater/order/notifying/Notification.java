package dev.breakwater.order.notifying;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to be sent, as notification-service reads it.
 *
 * @param eventId one for each piece of news of an order, so that a message sent twice is known as the same and the next one of its template is not
 * @param phone in E.164, for SMS first; null for mail
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Notification(
        UUID eventId,
        Template template,
        String email,
        String name,
        @Nullable String phone,
        UUID orderId,
        Map<String, Object> data) {}
