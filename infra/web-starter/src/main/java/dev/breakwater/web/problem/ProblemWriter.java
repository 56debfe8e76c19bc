package dev.breakwater.web.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

/** Writes a problem where no controller is in charge: in filters, in the container. Thread-safe. */
public final class ProblemWriter {

    /** Of its own, so that a service's mapper settings cannot change the shape; it knows how Spring lays out a problem. */
    private static final ObjectMapper MAPPER =
            Jackson2ObjectMapperBuilder.json().build();

    private ProblemWriter() {}

    /** Replaces whatever the response held; does nothing when the response is already on its way. */
    public static void write(HttpServletRequest request, HttpServletResponse response, ProblemDetail problem)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        byte[] body = MAPPER.writeValueAsBytes(problem);
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(body);
        }
        response.flushBuffer();
    }

    /** The problem as JSON text, for places without a response object. */
    public static byte[] json(ProblemDetail problem) throws IOException {
        return MAPPER.writeValueAsBytes(problem);
    }
}
