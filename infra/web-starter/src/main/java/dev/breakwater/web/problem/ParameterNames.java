package dev.breakwater.web.problem;

import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** What the client calls a controller's parameter, not what the Java code calls it. */
final class ParameterNames {

    private ParameterNames() {}

    static String of(MethodParameter parameter) {
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        PathVariable path = parameter.getParameterAnnotation(PathVariable.class);
        return Stream.of(
                        header == null ? "" : header.name(),
                        query == null ? "" : query.name(),
                        path == null ? "" : path.name(),
                        String.valueOf(parameter.getParameterName()))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("parameter");
    }

    static String form(Class<?> type) {
        if (type == UUID.class) {
            return "a UUID";
        }
        if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class)) {
            return "a number";
        }
        return type.isEnum() ? "one of the known values" : "of the documented form";
    }
}
