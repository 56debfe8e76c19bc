package dev.breakwater.web.security;

import dev.breakwater.web.InternalAccess;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets only services in. Compares in constant time, so that the answer's timing does not tell how much of a guess is right. */
final class InternalTokenFilter extends OncePerRequestFilter {

    private final byte[] expected;

    InternalTokenFilter(InternalAccess access) {
        this.expected = ("Bearer " + access.token()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (matches(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            chain.doFilter(request, response);
        } else {
            SecurityProblems.unauthenticated(request, response, "Only services may call this");
        }
    }

    private boolean matches(@Nullable String authorization) {
        return authorization != null && MessageDigest.isEqual(expected, authorization.getBytes(StandardCharsets.UTF_8));
    }
}
