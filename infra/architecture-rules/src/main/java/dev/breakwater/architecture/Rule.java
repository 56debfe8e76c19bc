package dev.breakwater.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.function.Function;

/** The rules of the house, each with its reason. */
enum Rule {
    VALUE_ANNOTATION(noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value")
            .because("a @ConfigurationProperties record checks the value at start and says what it is for")),

    FIELD_INJECTION(
            noFields()
                    .should()
                    .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                    .orShould()
                    .beAnnotatedWith("jakarta.inject.Inject")
                    .orShould()
                    .beAnnotatedWith("jakarta.annotation.Resource")
                    .because(
                            "what a class needs stands in its constructor, and final fields are safe to share between threads")),

    SLEEPING(noClasses()
            .should()
            .callMethodWhere(sleeps())
            .because("a sleep is either too short or too long: wait for the condition, or schedule")),

    AMBIENT_TIME(noClasses()
            .should()
            .callMethodWhere(ambientTime())
            .orShould()
            .callConstructor(java.util.Date.class)
            .because("time comes from the Clock bean, so that a test can move it")),

    OTHER_HTTP_CLIENTS(noClasses()
            .that()
            .resideOutsideOfPackages("dev.breakwater.resilience..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.web.client.RestTemplate")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.URLConnection")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.HttpURLConnection")
            .because("only clients from the injected RestClient.Builder end at the deadline and pass it on")),

    PUBLIC_CONTROLLERS(classes()
            .that()
            .areMetaAnnotatedWith("org.springframework.stereotype.Controller")
            .or()
            .haveSimpleNameEndingWith("Controller")
            .and()
            .areNotInterfaces()
            .should()
            .notBePublic()
            .because("HTTP is the only way to call a controller")),

    PUBLIC_REPOSITORIES(classes()
            .that()
            .areMetaAnnotatedWith("org.springframework.stereotype.Repository")
            .or()
            .haveSimpleNameEndingWith("Repository")
            .should()
            .notBePublic()
            .because("a feature's tables belong to the feature")),

    SECOND_ADVICE(classes()
            .that()
            .areMetaAnnotatedWith("org.springframework.web.bind.annotation.ControllerAdvice")
            .should()
            .resideInAPackage("dev.breakwater.web..")
            .because("two advices answer the same error in two shapes, by chance of their order")),

    EMPTY_NAMES(noClasses()
            .should()
            .haveNameMatching(".*(Impl|Util|Utils|Helper|Helpers)")
            .because("a name says what the thing does")),

    JAVA_UTIL_LOGGING(GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.because(
            "everything logs through SLF4J, in one format")),

    STANDARD_STREAMS(GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.because(
            "what is printed past the logger has no time, no level and no correlation id")),

    CATCHING_EVERYTHING(
            classes()
                    .should(new CatchNothingInParticular())
                    .because(
                            "a catch of everything takes a fault of ours for a failure of the dependency: name what is expected")),

    DEEP_PACKAGES(classes().should(new ResideAtMost(5)).because("a path that deep is not found again")),

    UNMARKED_PACKAGES(classes()
            .should(new ResideInNullMarkedPackages())
            .because("NullAway checks only packages whose package-info.java says @NullMarked")),

    PACKAGE_CYCLES(root -> slices().matching(root + ".(*)..")
            .should()
            .beFreeOfCycles()
            .because("features that need each other are one feature")),

    RESILIENCE4J_ANNOTATIONS(noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.resilience4j..annotation..")
            .because(
                    "an unmatched fallbackMethod only logs a warning, and the order of the aspects is hidden: compose the"
                            + " guards in code"));

    @SuppressWarnings("ImmutableEnumChecker") // evaluating a rule leaves it as it was
    private final Function<String, ArchRule> rule;

    Rule(ArchRule rule) {
        this(root -> rule);
    }

    Rule(Function<String, ArchRule> rule) {
        this.rule = rule;
    }

    /**
     * The rule for one tree of packages, satisfied where nothing is its subject.
     *
     * @param rootPackage such as {@code dev.breakwater.order}
     */
    ArchRule of(String rootPackage) {
        return rule.apply(rootPackage).allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaCall<?>> ambientTime() {
        return new DescribedPredicate<>("asks the machine for the time") {
            @Override
            public boolean test(JavaCall<?> call) {
                String owner = call.getTargetOwner().getFullName();
                boolean argumentless = call.getTarget().getRawParameterTypes().isEmpty();
                return (owner.startsWith("java.time.") && call.getName().equals("now") && argumentless)
                        || (owner.equals("java.lang.System") && call.getName().equals("currentTimeMillis"));
            }
        };
    }

    private static DescribedPredicate<JavaCall<?>> sleeps() {
        return new DescribedPredicate<>("sleeps") {
            @Override
            public boolean test(JavaCall<?> call) {
                String owner = call.getTargetOwner().getFullName();
                return call.getName().equals("sleep")
                        && (owner.equals("java.lang.Thread") || owner.equals("java.util.concurrent.TimeUnit"));
            }
        };
    }
}
