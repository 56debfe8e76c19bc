package dev.breakwater.gateway.access;

import dev.breakwater.gateway.limit.RateLimit;
import dev.breakwater.gateway.problem.GatewayProblems;
import dev.breakwater.web.ProblemType;
import dev.breakwater.web.security.JwtProperties;
import dev.breakwater.web.security.TokenRules;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import reactor.core.publisher.Mono;

/** Tokens are checked at the edge and once more by every service, by the same rules. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JwtProperties.class)
class AccessConfiguration {

    /** All that the page of documentation needs is here; the API needs nothing. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data:;"
            + " style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final ServerWebExchangeMatcher OPEN = new OrServerWebExchangeMatcher(
            ServerWebExchangeMatchers.pathMatchers(HttpMethod.POST, "/api/users", "/api/sessions"),
            ServerWebExchangeMatchers.pathMatchers(HttpMethod.GET, "/api/products"));

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ReactiveJwtDecoder jwtDecoder(JwtProperties properties, Clock clock) {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withPublicKey(
                        TokenRules.publicKey(properties.publicKeyLocation()))
                .signatureAlgorithm(SignatureAlgorithm.RS256)
                .build();
        decoder.setJwtValidator(TokenRules.of(properties, clock));
        return decoder;
    }

    @Bean
    SecurityWebFilterChain publicApi(ServerHttpSecurity http, RateLimit rateLimit, TransportSecurity transport) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .hsts(ServerHttpSecurity.HeaderSpec.HstsSpec::disable)
                        .writer(transport))
                .addFilterAfter(rateLimit.filter(), SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(exchanges -> exchanges
                        .matchers(OPEN)
                        .permitAll()
                        .pathMatchers("/api/**")
                        .authenticated()
                        .anyExchange()
                        .permitAll())
                .oauth2ResourceServer(server -> server.jwt(jwt -> {})
                        .bearerTokenConverter(unlessOpen())
                        // whoever tries tokens has shown nothing but an address
                        .authenticationEntryPoint((exchange, reason) -> rateLimit.byAddress(
                                exchange, Mono.defer(() -> entryPoint().commence(exchange, reason))))
                        .accessDeniedHandler(denied()))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(entryPoint()).accessDeniedHandler(denied()))
                .build();
    }

    /** Paths with {@code ..}, {@code //}, encoded slashes and the like, which a service might read otherwise than the gateway. */
    @Bean
    ServerExchangeRejectedHandler problemsOfTheFirewall() {
        return (exchange, reason) -> GatewayProblems.write(
                exchange, ProblemType.MALFORMED_REQUEST, "The request holds characters that are not allowed");
    }

    /** On a public path nobody is asked who they are: an expired token must not keep its owner from signing in again. */
    private static ServerAuthenticationConverter unlessOpen() {
        ServerBearerTokenAuthenticationConverter converter = new ServerBearerTokenAuthenticationConverter();
        return exchange ->
                OPEN.matches(exchange).flatMap(open -> open.isMatch() ? Mono.empty() : converter.convert(exchange));
    }

    private static ServerAuthenticationEntryPoint entryPoint() {
        return (exchange, reason) -> {
            exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            return GatewayProblems.write(
                    exchange,
                    ProblemType.UNAUTHENTICATED,
                    reason instanceof InvalidBearerTokenException
                            ? "The access token is not valid: expired, forged or not for this shop"
                            : "An access token is required: Authorization: Bearer …");
        };
    }

    private static ServerAccessDeniedHandler denied() {
        return (exchange, reason) -> GatewayProblems.write(exchange, ProblemType.FORBIDDEN, "This is not open to you");
    }
}
