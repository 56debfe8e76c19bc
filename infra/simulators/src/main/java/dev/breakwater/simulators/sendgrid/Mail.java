package dev.breakwater.simulators.sendgrid;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One mail that SendGrid has accepted: one personalization of a request.
 *
 * @param id of the request, as in {@code X-Message-Id}; the same for all mails of one request
 * @param to addresses in the order they were sent
 * @param subject null if a template brings it
 * @param template the template's id; if none was used the custom argument {@code template}; else null
 * @param customArgs those of the request, overridden by those of the personalization
 */
public record Mail(
        String id,
        List<String> to,
        @Nullable String subject,
        @Nullable String template,
        Map<String, String> customArgs,
        Instant at) {}
