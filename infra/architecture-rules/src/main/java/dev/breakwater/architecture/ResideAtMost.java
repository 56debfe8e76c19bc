package dev.breakwater.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Counts the names in a package's path. */
final class ResideAtMost extends ArchCondition<JavaClass> {

    private final int deepest;

    ResideAtMost(int deepest) {
        super("reside in packages at most " + deepest + " names deep");
        this.deepest = deepest;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        long depth = type.getPackageName().chars().filter(c -> c == '.').count() + 1;
        if (depth > deepest) {
            events.add(SimpleConditionEvent.violated(type, type.getFullName() + " lies " + depth + " packages deep"));
        }
    }
}
