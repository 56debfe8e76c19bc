package dev.breakwater.web.problem;

import dev.breakwater.web.FieldProblem;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;

/** The one shape of every problem: all bodies are made here. Serves servlet services and the reactive gateway alike. */
public final class Problems {

    private Problems() {}

    /**
     * A problem of the type, without further members.
     *
     * @param detail what happened this time; nothing of the inside
     * @param path the request's path as sent, which becomes {@code instance}; left out where it is no valid URI
     */
    public static ProblemDetail of(ProblemType type, @Nullable String detail, @Nullable String path) {
        ProblemDetail problem = ProblemDetail.forStatus(type.status());
        problem.setType(type.uri());
        problem.setTitle(type.title());
        problem.setDetail(detail);
        problem.setInstance(instance(path));
        return problem;
    }

    /** The problem that an exception stands for, its properties included. */
    public static ProblemDetail of(ProblemException exception, @Nullable String path) {
        ProblemDetail problem = of(exception.type(), exception.detail(), path);
        exception.properties().forEach(problem::setProperty);
        return problem;
    }

    /** An invalid request with the complete list of what is wrong with it. */
    public static ProblemDetail invalid(List<FieldProblem> errors, @Nullable String path) {
        String detail = errors.size() == 1
                ? errors.get(0).field() + " " + errors.get(0).message()
                : errors.size() + " fields break a rule";
        ProblemDetail problem = of(ProblemType.INVALID_REQUEST, detail, path);
        problem.setProperty("errors", errors);
        return problem;
    }

    /** Sets {@code Retry-After} in whole seconds, rounded up, at least 1: a client that waits so long does not come too early. */
    public static void retryAfter(HttpHeaders headers, Duration wait) {
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, (wait.toMillis() + 999) / 1000)));
    }

    private static @Nullable URI instance(@Nullable String path) {
        try {
            return path == null ? null : URI.create(path);
        } catch (IllegalArgumentException notAUri) {
            return null;
        }
    }
}
