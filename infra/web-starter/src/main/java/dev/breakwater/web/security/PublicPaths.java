package dev.breakwater.web.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The endpoints below {@code /api} that need no token.
 *
 * @param publicPaths what is open, each as {@code METHOD pattern}, such as {@code GET /api/products}, or only a pattern for every
 *     method; none by default
 */
@ConfigurationProperties("breakwater.web")
record PublicPaths(@DefaultValue List<String> publicPaths) {

    RequestMatcher matcher() {
        List<RequestMatcher> matchers =
                publicPaths.stream().map(PublicPaths::matcher).toList();
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
