package dev.breakwater.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells the log who changed something through the actuator, and why; what became of it the breaker logs itself. */
final class ActuatorChangeLog extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(ActuatorChangeLog.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        LOG.info(
                "{} {}: {}",
                request.getMethod(),
                request.getRequestURI(),
                OverrideNote.of(request.getHeader(OverrideNote.WHO), request.getHeader(OverrideNote.WHY)));
        chain.doFilter(request, response);
    }
}
