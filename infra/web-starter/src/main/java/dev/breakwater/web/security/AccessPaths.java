package dev.breakwater.web.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The endpoints below {@code /api} for which a customer's token is too much or too little. Each is written as {@code METHOD pattern}, such
 * as {@code GET /api/products}, or only a pattern for every method.
 *
 * @param publicPaths what needs no token; none by default
 * @param operatorPaths what needs the role {@code operator}; none by default
 */
@ConfigurationProperties("breakwater.web")
record AccessPaths(
        @DefaultValue List<String> publicPaths,
        @DefaultValue List<String> operatorPaths) {

    RequestMatcher open() {
        return any(publicPaths);
    }

    RequestMatcher forOperators() {
        return any(operatorPaths);
    }

    private static RequestMatcher any(List<String> paths) {
        List<RequestMatcher> matchers = paths.stream().map(AccessPaths::matcher).toList();
        return request -> matchers.stream().anyMatch(matcher -> matcher.matches(request));
    }

    private static RequestMatcher matcher(String path) {
        int space = path.indexOf(' ');
        PathPatternRequestMatcher.Builder builder = PathPatternRequestMatcher.withDefaults();
        return space < 0
                ? builder.matcher(path)
                : builder.matcher(HttpMethod.valueOf(path.substring(0, space)), path.substring(space + 1));
    }
}
