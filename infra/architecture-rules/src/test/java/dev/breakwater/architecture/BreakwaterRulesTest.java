package dev.breakwater.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BreakwaterRulesTest {

    private static final String FIXTURES = "dev.breakwater.architecture.fixture.";

    @ParameterizedTest
    @EnumSource(Rule.class)
    void everyRuleFailsOnTheFixtureThatBreaksIt(Rule rule) {
        String root = FIXTURES + rule.name().toLowerCase(Locale.ROOT).replace("_", "");
        EvaluationResult result = rule.of(root).evaluate(classesOf(root));
        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().toString()).contains("because");
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void soundCodeKeepsEveryRule(Rule rule) {
        String root = FIXTURES + "sound";
        assertThat(rule.of(root).evaluate(classesOf(root)).getFailureReport().getDetails())
                .isEmpty();
    }

    @Test
    void theRulesKeepTheRules() {
        assertThatCode(() -> BreakwaterRules.check("dev.breakwater.architecture"))
                .doesNotThrowAnyException();
    }

    @Test
    void aMisspeltPackageIsNotTakenForASoundOne() {
        assertThatThrownBy(() -> BreakwaterRules.check("dev.breakwater.misspelt"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("without checking anything");
    }

    private static JavaClasses classesOf(String root) {
        JavaClasses classes = new ClassFileImporter().importPackages(root);
        assertThat(classes).isNotEmpty();
        return classes;
    }
}
