package dev.breakwater.web.security;

import dev.breakwater.web.InternalAccess;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Users with tokens on {@code /api}, services with the shared token on {@code /internal}, and nobody by accident. The actuator is read
 * without a token, by Prometheus for one, and changes something only with the shared one.
 */
@AutoConfiguration(before = {SecurityAutoConfiguration.class, OAuth2ResourceServerAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties({JwtProperties.class, AccessPaths.class})
class WebSecurityAutoConfiguration {

    private static final String OPERATOR = "operator";
    private static final RequestMatcher ACTUATOR =
            PathPatternRequestMatcher.withDefaults().matcher("/actuator/**");
    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(JwtProperties properties, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withPublicKey(TokenRules.publicKey(properties.publicKeyLocation()))
                .signatureAlgorithm(SignatureAlgorithm.RS256)
                .build();
        decoder.setJwtValidator(TokenRules.of(properties, clock));
        return decoder;
    }

    @Bean
    @Order(1)
    SecurityFilterChain internalEndpoints(HttpSecurity http, InternalAccess access) throws Exception {
        return stateless(http.securityMatcher("/internal/**"))
                .addFilterBefore(new InternalTokenFilter(access), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain actuatorChanges(HttpSecurity http, InternalAccess access) throws Exception {
        return stateless(http.securityMatcher(
                        request -> ACTUATOR.matches(request) && !READING.contains(request.getMethod())))
                .addFilterBefore(new InternalTokenFilter(access), AuthorizationFilter.class)
                .addFilterAfter(new ActuatorChangeLog(), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain publicEndpoints(HttpSecurity http, AccessPaths paths) throws Exception {
        SecurityProblems problems = new SecurityProblems();
        RequestMatcher open = new OrRequestMatcher(paths.open(), ACTUATOR);
        return stateless(http)
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                            .permitAll();
                    requests.requestMatchers(open).permitAll();
                    requests.requestMatchers(paths.forOperators()).hasAuthority(OPERATOR);
                    requests.requestMatchers("/api/**")
                            .authenticated()
                            .anyRequest()
                            .permitAll();
                })
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(roles()))
                        .bearerTokenResolver(unlessPublic(open))
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .build();
    }

    @Bean
    RequestRejectedHandler problemsOfTheFirewall() {
        return new SecurityProblems();
    }

    @Bean
    WebMvcConfigurer currentUserResolver() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CurrentUserResolver());
            }
        };
    }

    /** The claim {@code roles} of our tokens, each as it is written. */
    private static JwtAuthenticationConverter roles() {
        JwtGrantedAuthoritiesConverter claim = new JwtGrantedAuthoritiesConverter();
        claim.setAuthoritiesClaimName("roles");
        claim.setAuthorityPrefix("");
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(claim);
        return converter;
    }

    private static HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    /** On a public path nobody is asked who they are: an expired token must not keep its owner from signing in again. */
    private static BearerTokenResolver unlessPublic(RequestMatcher open) {
        DefaultBearerTokenResolver resolver = new DefaultBearerTokenResolver();
        return request -> open.matches(request) ? null : resolver.resolve(request);
    }
}
