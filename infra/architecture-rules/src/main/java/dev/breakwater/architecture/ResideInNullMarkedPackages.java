package dev.breakwater.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Looks for {@link NullMarked} on the package of each class. */
final class ResideInNullMarkedPackages extends ArchCondition<JavaClass> {

    ResideInNullMarkedPackages() {
        super("reside in packages marked @NullMarked");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
            events.add(SimpleConditionEvent.violated(
                    type, "package " + type.getPackageName() + " of " + type.getSimpleName() + " is not @NullMarked"));
        }
    }
}
