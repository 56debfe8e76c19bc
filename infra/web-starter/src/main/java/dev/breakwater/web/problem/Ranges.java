package dev.breakwater.web.problem;

import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotationUtils;

/** Reads from a field's constraints what is allowed: both ends of the range, not only the one that was overstepped. */
final class Ranges {

    private final Validator validator;

    Ranges(Validator validator) {
        this.validator = validator;
    }

    /** The range of the field that a JSON path ends at; null when nothing declares one. */
    @Nullable
    String of(List<JsonMappingException.Reference> path) {
        for (int i = path.size() - 1; i >= 0; i--) {
            JsonMappingException.Reference step = path.get(i);
            if (step.getFieldName() != null && step.getFrom() != null) {
                Class<?> owner = step.getFrom() instanceof Class<?> type
                        ? type
                        : step.getFrom().getClass();
                return ofProperty(owner, step.getFieldName());
            }
        }
        return null;
    }

    @Nullable
    String of(ConstraintViolation<?> violation) {
        String own = ofConstraints(Set.of(violation.getConstraintDescriptor()));
        String last = "";
        for (var node : violation.getPropertyPath()) {
            last = node.getName() == null ? last : node.getName();
        }
        String whole = violation.getLeafBean() == null
                ? null
                : ofProperty(violation.getLeafBean().getClass(), last);
        return whole != null ? whole : own;
    }

    /** @param constraints annotations of a controller's parameter */
    static @Nullable String ofAnnotations(Annotation[] constraints) {
        Range range = new Range();
        for (Annotation constraint : constraints) {
            range.add(constraint);
        }
        return range.text();
    }

    private @Nullable String ofProperty(Class<?> owner, String property) {
        BeanDescriptor bean = validator.getConstraintsForClass(owner);
        PropertyDescriptor descriptor = bean == null ? null : bean.getConstraintsForProperty(property);
        return descriptor == null ? null : ofConstraints(descriptor.getConstraintDescriptors());
    }

    private static @Nullable String ofConstraints(Collection<? extends ConstraintDescriptor<?>> constraints) {
        Range range = new Range();
        constraints.forEach(constraint -> range.add(constraint.getAnnotation()));
        return range.text();
    }

    private static final class Range {

        private String low = "";
        private String high = "";
        private String unit = "";
        private @Nullable String pattern;

        void add(Annotation constraint) {
            if (constraint instanceof Min min) {
                low = Long.toString(min.value());
            } else if (constraint instanceof Max max) {
                high = Long.toString(max.value());
            } else if (constraint instanceof DecimalMin min) {
                low = min.value();
            } else if (constraint instanceof DecimalMax max) {
                high = max.value();
            } else if (constraint instanceof Positive) {
                low = "1";
            } else if (constraint instanceof PositiveOrZero) {
                low = "0";
            } else if (constraint instanceof Size size) {
                low = Integer.toString(size.min());
                high = size.max() == Integer.MAX_VALUE ? "" : Integer.toString(size.max());
                unit = " long";
            } else if (constraint instanceof Pattern regexp) {
                pattern = regexp.regexp();
            } else {
                addOwn(AnnotationUtils.getAnnotationAttributes(constraint));
            }
        }

        /** A service's own constraint is understood if it calls its ends {@code min} and {@code max}. */
        private void addOwn(Map<String, Object> attributes) {
            if (attributes.get("min") instanceof Number min && attributes.get("max") instanceof Number max) {
                low = min.toString();
                high = max.toString();
            }
        }

        @Nullable
        String text() {
            if (low.isEmpty() && high.isEmpty()) {
                return pattern;
            }
            return low + ".." + high + (pattern == null ? "" : unit + ", " + pattern);
        }
    }
}
