package dev.breakwater.web.security;

import dev.breakwater.web.ProblemType;
import dev.breakwater.web.problem.ProblemWriter;
import dev.breakwater.web.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Refusals of the security filters, as problems. */
final class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        unauthenticated(
                request,
                response,
                reason instanceof InvalidBearerTokenException
                        ? "The access token is not valid: expired, forged or not for this shop"
                        : "An access token is required: Authorization: Bearer …");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        ProblemWriter.write(
                request,
                response,
                Problems.of(ProblemType.FORBIDDEN, "This is not open to you", request.getRequestURI()));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException reason)
            throws IOException {
        ProblemWriter.write(
                request,
                response,
                Problems.of(ProblemType.MALFORMED_REQUEST, "The request holds characters that are not allowed", null));
    }

    static void unauthenticated(HttpServletRequest request, HttpServletResponse response, String detail)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        ProblemWriter.write(
                request, response, Problems.of(ProblemType.UNAUTHENTICATED, detail, request.getRequestURI()));
    }
}
