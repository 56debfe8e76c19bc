package dev.breakwater.simulators.stripe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A value of a form whose names have brackets: {@code a=1}, {@code a[b]=1}, {@code a[]=1}. Grows while the form is read. */
sealed interface FormValue {

    record Text(String text) implements FormValue {}

    record Fields(Map<String, FormValue> map) implements FormValue {

        Fields() {
            this(new LinkedHashMap<>());
        }
    }

    record Items(List<String> list) implements FormValue {

        Items() {
            this(new ArrayList<>());
        }
    }

    /** One spelling for all forms that mean the same, whatever the order of their fields. */
    default void canonical(String name, StringBuilder out) {
        if (this instanceof Text text) {
            out.append(name.length()).append(':').append(name);
            out.append(text.text().length()).append(':').append(text.text());
        } else if (this instanceof Items items) {
            for (int i = 0; i < items.list().size(); i++) {
                new Text(items.list().get(i)).canonical(name + "[" + i + "]", out);
            }
        } else if (this instanceof Fields fields) {
            new TreeMap<>(fields.map()).forEach((key, value) -> value.canonical(name + "[" + key + "]", out));
        }
    }
}
