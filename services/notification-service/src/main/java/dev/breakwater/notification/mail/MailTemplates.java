package dev.breakwater.notification.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Renders mails. Reads and checks all templates at start. Thread-safe. */
@Component
public class MailTemplates {

    private static final Set<String> PLACES = Set.of("name", "orderId");
    private static final String SUBJECT = "Subject: ";

    private final Map<MailTemplate, Pages> pages = new EnumMap<>(MailTemplate.class);

    MailTemplates() {
        for (MailTemplate template : MailTemplate.values()) {
            pages.put(template, Pages.of(template));
        }
    }

    public RenderedMail render(MailOrder order) {
        Pages page = pages.get(order.template());
        if (page == null) {
            throw new IllegalArgumentException("No template " + order.template());
        }
        Map<String, String> values = Map.of("name", oneLine(order.name()), "orderId", order.orderId());
        return new RenderedMail(
                order,
                page.subject().fill(values),
                page.text().fill(values),
                page.html().fill(values));
    }

    /** A name with line breaks could write paragraphs of its own into our mail. */
    private static String oneLine(String name) {
        return name.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }

    private record Pages(Page subject, Page text, Page html) {

        static Pages of(MailTemplate template) {
            String text = read(template + ".txt");
            if (!text.startsWith(SUBJECT)) {
                throw new IllegalArgumentException(template + ".txt must start with '" + SUBJECT + "'");
            }
            int end = text.indexOf('\n');
            return new Pages(
                    new Page(text.substring(SUBJECT.length(), end).strip(), PLACES, UnaryOperator.identity()),
                    new Page(text.substring(end).strip(), PLACES, UnaryOperator.identity()),
                    new Page(read(template + ".html"), PLACES, HtmlUtils::htmlEscape));
        }

        private static String read(String file) {
            try {
                return new ClassPathResource("mail/" + file).getContentAsString(StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read mail/" + file, e);
            }
        }
    }
}
