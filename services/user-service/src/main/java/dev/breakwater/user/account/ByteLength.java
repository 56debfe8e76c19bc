package dev.breakwater.user.account;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Bounds the length of a text in bytes of UTF-8, which is what BCrypt counts. */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ByteLength.Validator.class)
@interface ByteLength {

    int min();

    int max();

    String message() default "must have {min}..{max} bytes in UTF-8";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Counts. */
    final class Validator implements ConstraintValidator<ByteLength, String> {

        private int min;
        private int max;

        @Override
        public void initialize(ByteLength constraint) {
            min = constraint.min();
            max = constraint.max();
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            return length >= min && length <= max;
        }
    }
}
