package dev.breakwater.web.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param publicPaths what is open to callers without a token, each as {@code METHOD pattern}, such as
 *     {@code GET /api/products}, or only a pattern for every method; none by default
 */
@ConfigurationProperties("breakwater.web")
record PublicPaths(@DefaultValue List<String> publicPaths) {}
