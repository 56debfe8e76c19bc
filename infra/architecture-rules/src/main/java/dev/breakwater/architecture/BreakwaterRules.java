package dev.breakwater.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Holds a module's main code against the rules of the house. Every module has one test that calls {@link #check}. */
public final class BreakwaterRules {

    private BreakwaterRules() {}

    /**
     * Checks every rule and reports all violations at once.
     *
     * @param rootPackage the module's root, such as {@code dev.breakwater.order}
     * @param survivors classes of the module that may catch {@link Exception}, since it is their job to outlive whatever the
     *     code they run throws (the loop of a poller); none by default
     * @throws AssertionError with every violation and the reason of its rule
     */
    public static void check(String rootPackage, Class<?>... survivors) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(rootPackage);
        if (classes.isEmpty()) {
            throw new AssertionError(
                    "No classes below " + rootPackage + ": the check would pass without checking anything");
        }
        List<String> violations = Arrays.stream(Rule.values())
                .map(rule -> evaluate(rule, rootPackage, classes, survivors))
                .filter(EvaluationResult::hasViolation)
                .map(result -> result.getFailureReport().toString())
                .toList();
        if (!violations.isEmpty()) {
            throw new AssertionError(String.join("\n\n", violations));
        }
    }

    private static EvaluationResult evaluate(
            Rule rule, String rootPackage, JavaClasses classes, Class<?>... survivors) {
        return rule.of(rootPackage).evaluate(rule == Rule.CATCHING_EVERYTHING ? without(classes, survivors) : classes);
    }

    private static JavaClasses without(JavaClasses classes, Class<?>... survivors) {
        Set<Class<?>> allowed = Set.of(survivors);
        return classes.that(new DescribedPredicate<>("need not survive everything") {
            @Override
            public boolean test(JavaClass type) {
                return allowed.stream().noneMatch(type::isEquivalentTo);
            }
        });
    }
}
