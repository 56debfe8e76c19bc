package dev.breakwater.web.security;

import dev.breakwater.web.CurrentUser;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands a controller the user whom the verified token names. */
final class CurrentUserResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == CurrentUser.class;
    }

    @Override
    public CurrentUser resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token) {
            Jwt jwt = token.getToken();
            return new CurrentUser(id(jwt), claim(jwt, "email"), claim(jwt, "name"));
        }
        throw new ProblemException(ProblemType.UNAUTHENTICATED, "An access token is required");
    }

    private static UUID id(Jwt jwt) {
        try {
            return UUID.fromString(claim(jwt, "sub"));
        } catch (IllegalArgumentException notAUuid) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "The access token names no user of this shop");
        }
    }

    private static String claim(Jwt jwt, String name) {
        String value = jwt.getClaimAsString(name);
        return value == null ? "" : value;
    }
}
