package dev.breakwater.simulators;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** On a simulator that is started only where its secrets are set, so that parts of the system can run alone. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(StartedWith.SecretsAreSet.class)
@interface StartedWith {

    /** The properties that hold the secrets; all of them must be there. */
    String[] value();

    /** None of them is missing or blank. */
    final class SecretsAreSet implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Object names = Objects.requireNonNull(metadata.getAnnotationAttributes(StartedWith.class.getName()))
                    .get("value");
            return Stream.of((String[]) Objects.requireNonNull(names))
                    .noneMatch(name ->
                            context.getEnvironment().getProperty(name, "").isBlank());
        }
    }
}
