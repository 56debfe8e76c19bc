package dev.breakwater.web.limit;

import dev.breakwater.web.ProblemType;
import dev.breakwater.web.problem.ProblemWriter;
import dev.breakwater.web.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a body by its announced length before anything is read, and any other as soon as it has grown too long. */
final class BodyLimitFilter extends OncePerRequestFilter {

    private final long limit;

    BodyLimitFilter(long limit) {
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limit) {
            response.setHeader(HttpHeaders.CONNECTION, "close"); // the rest of the body is not worth reading
            ProblemWriter.write(
                    request,
                    response,
                    Problems.of(ProblemType.PAYLOAD_TOO_LARGE, message(limit), request.getRequestURI()));
            return;
        }
        chain.doFilter(request.getContentLengthLong() >= 0 ? request : new LimitedRequest(request, limit), response);
    }

    static String message(long limit) {
        return "The body may have at most " + limit + " bytes";
    }
}
