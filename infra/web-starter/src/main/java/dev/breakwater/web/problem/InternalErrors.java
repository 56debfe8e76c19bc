package dev.breakwater.web.problem;

import dev.breakwater.web.ProblemType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ProblemDetail;

/** The answer to a fault of ours: an identifier for the client, everything else for the log. */
public final class InternalErrors {

    private static final Logger log = LoggerFactory.getLogger(InternalErrors.class);

    private InternalErrors() {}

    /** Logs the fault under a fresh correlation id and answers with nothing but that id. */
    public static ProblemDetail report(@Nullable Throwable fault, String method, @Nullable String path) {
        String correlationId = UUID.randomUUID().toString();
        log.error("{} {} failed, correlation id {}", method, path, correlationId, fault);
        ProblemDetail problem = Problems.of(
                ProblemType.INTERNAL_ERROR, "The fault is logged under the correlation id; tell us that.", path);
        problem.setProperty("correlationId", correlationId);
        return problem;
    }
}
