package dev.breakwater.order.notifying;

import java.util.Map;
import java.util.UUID;

/**
 * A mail to be sent, as notification-service reads it.
 *
 * @param eventId one for each template of each order, so that a mail sent twice is known as the same
 * @param to mail address
 */
record Notification(UUID eventId, Template template, String to, String name, UUID orderId, Map<String, Object> data) {}
