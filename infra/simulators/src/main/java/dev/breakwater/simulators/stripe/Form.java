package dev.breakwater.simulators.stripe;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code application/x-www-form-urlencoded} text with bracketed names, as Stripe does; refuses whatever is not that. */
final class Form {

    private static final int MAX_PAIRS = 1_000;
    private static final int MAX_DEPTH = 6;

    private Form() {}

    /** @throws StripeError 400 if the text is malformed */
    static FormValue.Fields parse(String encoded) {
        FormValue.Fields root = new FormValue.Fields();
        int pairs = 0;
        for (String pair : encoded.split("&", MAX_PAIRS + 2)) {
            if (pair.isEmpty()) {
                continue;
            }
            if (++pairs > MAX_PAIRS) {
                throw StripeError.invalid(null, "Too many parameters: at most " + MAX_PAIRS + " are allowed.", null);
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            put(root, name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return root;
    }

    private static void put(FormValue.Fields root, String name, String value) {
        List<String> path = path(name);
        FormValue.Fields parent = root;
        for (int i = 0; i < path.size() - 1; i++) {
            boolean items = i == path.size() - 2 && path.get(i + 1).isEmpty();
            FormValue next = parent.map()
                    .computeIfAbsent(path.get(i), key -> items ? new FormValue.Items() : new FormValue.Fields());
            if (items && next instanceof FormValue.Items list) {
                list.list().add(value);
                return;
            }
            if (items || !(next instanceof FormValue.Fields fields)) {
                throw unreadable(name);
            }
            parent = fields;
        }
        FormValue before = parent.map().put(path.get(path.size() - 1), new FormValue.Text(value));
        if (before != null && !(before instanceof FormValue.Text)) {
            throw unreadable(name);
        }
    }

    /** {@code a[b][]} is a, b and an empty part that stands for "next item". */
    private static List<String> path(String name) {
        List<String> parts = new ArrayList<>();
        int open = name.indexOf('[');
        parts.add(open < 0 ? name : name.substring(0, open));
        while (open >= 0) {
            int close = name.indexOf(']', open);
            if (close < 0) {
                throw unreadable(name);
            }
            parts.add(name.substring(open + 1, close));
            if (close == name.length() - 1) {
                break;
            }
            open = close + 1;
            if (name.charAt(open) != '[') {
                throw unreadable(name);
            }
        }
        boolean misplacedEmpty = parts.subList(0, parts.size() - 1).contains("");
        boolean stray = parts.stream().anyMatch(part -> part.indexOf('[') >= 0 || part.indexOf(']') >= 0);
        if (misplacedEmpty
                || stray
                || parts.size() > MAX_DEPTH
                || (parts.size() == 1 && parts.get(0).isEmpty())) {
            throw unreadable(name);
        }
        return parts;
    }

    private static String decode(String text) {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw StripeError.invalid(null, "Invalid %-encoding in the request's parameters.", null);
                }
                bytes[length++] = (byte) (high * 16 + low);
                i += 2;
            } else if (c == '+') {
                bytes[length++] = ' ';
            } else if (c < 0x80) {
                bytes[length++] = (byte) c;
            } else {
                throw StripeError.invalid(null, "Parameters must be URL-encoded UTF-8.", null);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw StripeError.invalid(null, "Parameters must be URL-encoded UTF-8.", null);
        }
    }

    private static StripeError unreadable(String name) {
        String brief = name.length() > 100 ? name.substring(0, 100) + "…" : name;
        return StripeError.invalid(null, "Invalid parameter name or mixed types: '" + brief + "'.", null);
    }
}
