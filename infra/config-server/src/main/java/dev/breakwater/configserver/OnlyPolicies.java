package dev.breakwater.configserver;

import dev.breakwater.web.ProblemType;
import dev.breakwater.web.problem.ProblemWriter;
import dev.breakwater.web.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets through to Spring Cloud Config the one question that services ask. What else the library offers (labels, other profiles, plain
 * files, other formats, encryption) makes file names of what the caller writes, and does not exist here.
 */
@Component
final class OnlyPolicies extends OncePerRequestFilter {

    private static final String ACTUATOR = "/actuator";
    private static final Pattern QUESTION = Pattern.compile("/internal/config/[a-z][a-z-]{0,62}/default");

    private final PolicyFolder folder;

    OnlyPolicies(PolicyFolder folder) {
        this.folder = folder;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith(ACTUATOR);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path =
                request.getRequestURI(); // as it was sent: nothing is decoded that the library would decode otherwise
        if (!"GET".equals(request.getMethod()) || !QUESTION.matcher(path).matches()) {
            ProblemWriter.write(
                    request,
                    response,
                    Problems.of(
                            ProblemType.NOT_FOUND,
                            "There are only policies here: GET /internal/config/{service}/default",
                            path));
        } else if (!folder.isThere()) {
            ProblemWriter.write(
                    request,
                    response,
                    Problems.of(ProblemType.DEPENDENCY_UNAVAILABLE, "The folder of the policies is not there", path));
        } else {
            chain.doFilter(request, response);
        }
    }
}
