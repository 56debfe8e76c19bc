package dev.breakwater.notification.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Renders messages. Reads and checks all templates at start. Thread-safe. */
@Component
public class Templates {

    private static final Set<String> MAIL_PLACES = Set.of("name", "orderId", "refund", "shipping");
    /** No name: many are not in the GSM alphabet, and one letter outside of it more than doubles the price. */
    private static final Set<String> SMS_PLACES = Set.of("orderId", "refund", "marker");

    private static final String SUBJECT = "Subject: ";

    private final Map<Template, Pages> pages = new EnumMap<>(Template.class);

    Templates() {
        Properties texts = texts();
        for (Template template : Template.values()) {
            pages.put(template, Pages.of(template, texts));
        }
    }

    public RenderedMail mail(Notice notice) {
        Pages page = pages(notice);
        Particulars particulars = new Particulars(notice);
        Map<String, String> values = Map.of(
                "name", oneLine(notice.name()),
                "orderId", notice.orderId(),
                "refund", particulars.refund(),
                "shipping", particulars.shipping());
        return new RenderedMail(
                notice,
                page.subject().fill(values),
                page.text().fill(values).replaceAll("\n{3,}", "\n\n"), // where a paragraph had nothing to say
                page.html().fill(values).replace("<p></p>\n", ""));
    }

    /**
     * The text of an SMS.
     *
     * @param marker tells this message from any other to the same number
     */
    public String sms(Notice notice, String marker) {
        return pages(notice)
                .sms()
                .fill(Map.of(
                        "orderId", notice.orderId(),
                        "refund", new Particulars(notice).refund(),
                        "marker", marker));
    }

    private Pages pages(Notice notice) {
        Pages page = pages.get(notice.template());
        if (page == null) {
            throw new IllegalArgumentException("No template " + notice.template());
        }
        return page;
    }

    /** A name with line breaks could write paragraphs of its own into our mail. */
    private static String oneLine(String name) {
        return name.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }

    private static Properties texts() {
        Properties texts = new Properties();
        try (var in = new ClassPathResource("sms.properties").getInputStream()) {
            texts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read sms.properties", e);
        }
        return texts;
    }

    private record Pages(Page subject, Page text, Page html, Page sms) {

        static Pages of(Template template, Properties texts) {
            String text = read(template + ".txt");
            String sms = texts.getProperty(template.name());
            if (!text.startsWith(SUBJECT)) {
                throw new IllegalArgumentException(template + ".txt must start with '" + SUBJECT + "'");
            }
            if (sms == null) {
                throw new IllegalArgumentException("sms.properties has no " + template);
            }
            int end = text.indexOf('\n');
            return new Pages(
                    new Page(text.substring(SUBJECT.length(), end).strip(), MAIL_PLACES, UnaryOperator.identity()),
                    new Page(text.substring(end).strip(), MAIL_PLACES, UnaryOperator.identity()),
                    new Page(read(template + ".html"), MAIL_PLACES, HtmlUtils::htmlEscape),
                    new Page(sms, SMS_PLACES, UnaryOperator.identity()));
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
