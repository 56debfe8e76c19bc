package dev.breakwater.simulators.sendgrid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a request to send mail and complains of all that SendGrid would not take. Used once. */
final class MailReader {

    /** One personalization, checked. */
    record Letter(
            List<String> to,
            @Nullable String subject,
            @Nullable String template,
            Map<String, String> customArgs) {}

    private static final Set<String> MAIL = Set.of(
            ("personalizations from reply_to reply_to_list subject content attachments template_id sections headers"
                            + " categories custom_args send_at batch_id asm ip_pool_name mail_settings tracking_settings")
                    .split(" "));
    private static final Set<String> PERSONALIZATION =
            Set.of("to cc bcc from subject headers substitutions dynamic_template_data custom_args send_at".split(" "));
    private static final Pattern ADDRESS = Pattern.compile(
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\\.)+[A-Za-z]{2,63}");
    private static final int MOST = 1_000;
    private static final int MOST_CUSTOM_ARG_BYTES = 10_000;

    private final Complaints complaints = new Complaints();
    private final JsonShape shape = new JsonShape(complaints);
    private int recipients;

    Complaints complaints() {
        return complaints;
    }

    /** The letters of a request; meaningless if there are complaints afterwards. */
    List<Letter> read(ObjectNode mail) {
        shape.only(mail, "", MAIL);
        from(mail);
        replyTo(mail);
        String template = shape.text(mail, "template_id", "");
        content(mail, template);
        categories(mail);
        Map<String, String> customArgs = shape.texts(mail, "custom_args", "");
        List<Letter> letters = personalizations(mail, shape.text(mail, "subject", ""), template, customArgs);
        boolean subjects = letters.isEmpty()
                ? mail.has("subject")
                : letters.stream()
                        .allMatch(letter ->
                                letter.subject() != null && !letter.subject().isEmpty());
        if (!subjects && template == null) {
            complaints.add(
                    "subject",
                    "subject",
                    "The subject is required. You can get around this requirement if you use a template with a subject"
                            + " defined or if every personalization has a subject defined.");
        }
        return letters;
    }

    private void from(ObjectNode mail) {
        ObjectNode from = shape.object(mail, "from", "");
        if (from == null || !from.has("email")) {
            complaints.add(
                    "from.email",
                    "from",
                    "The from object must be provided for every email send. It is an object that requires the email"
                            + " parameter, but may also contain a name parameter.");
        } else {
            address(from, "from");
        }
    }

    private void replyTo(ObjectNode mail) {
        ObjectNode one = shape.object(mail, "reply_to", "");
        if (one != null) {
            address(one, "reply_to");
        }
        List<ObjectNode> list = shape.objects(mail, "reply_to_list", "");
        if (list != null) {
            for (int i = 0; i < list.size(); i++) {
                address(list.get(i), "reply_to_list." + i);
            }
        }
    }

    private void content(ObjectNode mail, @Nullable String template) {
        List<ObjectNode> blocks = shape.objects(mail, "content", "");
        if (blocks == null || blocks.isEmpty()) {
            if (template == null) {
                complaints.add(
                        "content",
                        "content",
                        "Unless a valid template_id is provided, the content parameter is required. There must be at least"
                                + " one defined content block.");
            }
            return;
        }
        for (int i = 0; i < blocks.size(); i++) {
            String path = "content." + i + ".";
            shape.only(blocks.get(i), path, Set.of("type", "value"));
            String type = shape.text(blocks.get(i), "type", path);
            String value = shape.text(blocks.get(i), "value", path);
            if (type == null || !type.matches("[\\w.+-]+/[\\w.+-]+(;.*)?")) {
                complaints.add(
                        path + "type", "content.type", "The content type must be a valid MIME type, like text/plain.");
            }
            if (value == null || value.isEmpty()) {
                complaints.add(
                        path + "value",
                        "content.value",
                        "The content value must be a string at least one character in length.");
            }
        }
    }

    private void categories(ObjectNode mail) {
        JsonNode categories = mail.path("categories");
        Set<String> seen = new HashSet<>();
        boolean wrong = !categories.isMissingNode() && (!categories.isArray() || categories.size() > 10);
        for (JsonNode each : categories) {
            wrong |= !each.isTextual() || each.asText().length() > 255 || !seen.add(each.asText());
        }
        if (wrong) {
            complaints.add(
                    "categories",
                    "categories",
                    "categories must be an array of at most 10 unique strings of at most 255 characters.");
        }
    }

    private List<Letter> personalizations(
            ObjectNode mail, @Nullable String subject, @Nullable String template, Map<String, String> customArgs) {
        List<ObjectNode> list = shape.objects(mail, "personalizations", "");
        if (list == null || list.isEmpty()) {
            complaints.add(
                    "personalizations",
                    "personalizations",
                    "The personalizations field is required and must have at least one personalization.");
            return List.of();
        }
        if (list.size() > MOST) {
            complaints.add(
                    "personalizations",
                    "personalizations",
                    "The personalization block is limited to 1000 personalizations per API request. You have provided "
                            + list.size() + " personalizations.");
        }
        List<Letter> letters = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, list.size()); i++) {
            letters.add(letter(list.get(i), "personalizations." + i + ".", subject, template, customArgs));
        }
        if (recipients > MOST) {
            complaints.add(
                    "personalizations",
                    "personalizations",
                    "There is a limit of 1000 total recipients (to + cc + bcc) per request.");
        }
        return letters;
    }

    private Letter letter(
            ObjectNode json,
            String path,
            @Nullable String subject,
            @Nullable String template,
            Map<String, String> customArgs) {
        shape.only(json, path, PERSONALIZATION);
        List<String> to = addresses(json, "to", path);
        if (to.isEmpty()) {
            complaints.add(
                    path + "to",
                    "personalizations.to",
                    "The to array is required for all personalization objects, and must have at least one email object with"
                            + " a valid email address.");
        }
        Set<String> unique = new HashSet<>();
        for (String field : List.of("to", "cc", "bcc")) {
            for (String each : field.equals("to") ? to : addresses(json, field, path)) {
                recipients++;
                if (!unique.add(each.toLowerCase(Locale.ROOT))) {
                    complaints.add(
                            path.substring(0, path.length() - 1),
                            "personalizations",
                            "Each email address in the personalization block should be unique between to, cc, and bcc. We"
                                    + " found the first duplicate instance of [" + each + "] in the " + path + field
                                    + " field.");
                }
            }
        }
        String own = shape.text(json, "subject", path);
        Map<String, String> args = new LinkedHashMap<>(customArgs);
        args.putAll(shape.texts(json, "custom_args", path));
        int bytes = 0;
        for (Map.Entry<String, String> arg : args.entrySet()) {
            bytes += arg.getKey().getBytes(StandardCharsets.UTF_8).length;
            bytes += arg.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > MOST_CUSTOM_ARG_BYTES) {
            complaints.add(
                    path + "custom_args",
                    "personalizations.custom_args",
                    "Custom arguments may not be longer than 10000 bytes in total.");
        }
        return new Letter(
                to, own == null ? subject : own, template == null ? args.get("template") : template, Map.copyOf(args));
    }

    private List<String> addresses(ObjectNode json, String name, String path) {
        List<ObjectNode> list = shape.objects(json, name, path);
        List<String> addresses = new ArrayList<>();
        for (int i = 0; list != null && i < list.size(); i++) {
            String address = address(list.get(i), path + name + "." + i);
            if (address != null) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    /** Null if it is no address, which is complained about. */
    private @Nullable String address(ObjectNode json, String path) {
        shape.only(json, path + ".", Set.of("email", "name"));
        shape.text(json, "name", path + ".");
        String email = shape.text(json, "email", path + ".");
        if (email == null || email.length() > 320 || !ADDRESS.matcher(email).matches()) {
            complaints.add(path + ".email", path.replaceAll("\\.\\d+", ""), "Does not contain a valid address.");
            return null;
        }
        return email;
    }
}
