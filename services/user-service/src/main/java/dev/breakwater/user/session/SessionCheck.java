package dev.breakwater.user.session;

import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Turns away whoever comes with the token of a session that has been ended. Before every handler, so that none can forget it. A token without a session
 * was issued while Redis was away and is soon over.
 */
@Component
class SessionCheck implements HandlerInterceptor, WebMvcConfigurer {

    /** The claim that names the session. */
    static final String CLAIM = "sid";

    private final GuardedSessions sessions;

    SessionCheck(GuardedSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token
                && !isOn(token.getToken())) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "This session has ended: sign in again");
        }
        return true;
    }

    private boolean isOn(Jwt token) {
        @Nullable String session = token.getClaimAsString(CLAIM);
        return session == null || sessions.isOn(UUID.fromString(token.getSubject()), UUID.fromString(session));
    }
}
