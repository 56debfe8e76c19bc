package dev.breakwater.resilience;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes over the deadline that the caller sent, and tells it what was degraded. */
final class DeadlineFilter extends OncePerRequestFilter {

    private static final int LONGEST_MILLIS = 60_000;

    private final boolean takesOver;

    /** @param takesOver false for a service without time limits, see {@link ActiveGuards} */
    DeadlineFilter(boolean takesOver) {
        this.takesOver = takesOver;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Duration left = takesOver ? left(request.getHeader(Deadline.HEADER)) : null;
        Deadline.set(left == null ? null : Deadline.narrowed(null, left.toNanos()));
        Degraded.tell(name -> {
            String before = response.getHeader(Degraded.HEADER);
            response.setHeader(Degraded.HEADER, before == null ? name : before + ", " + name);
        });
        try {
            chain.doFilter(request, response);
        } finally {
            Degraded.tell(null);
            Deadline.set(null);
        }
    }

    /** Garbage is ignored: the header is a courtesy between our own services, the edge sets it anew. */
    private static @Nullable Duration left(@Nullable String header) {
        if (header == null || !header.matches("\\d{1,5}")) {
            return null;
        }
        int millis = Integer.parseInt(header);
        return millis >= 1 && millis <= LONGEST_MILLIS ? Duration.ofMillis(millis) : null;
    }
}
