package dev.breakwater.config;

import dev.breakwater.resilience.DeadlineHttp;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Speed;
import dev.breakwater.resilience.policy.Policies;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Asks config-server for policies, in servlet and reactive services alike, where {@code breakwater.config.server-url} is set. */
@AutoConfiguration(afterName = "dev.breakwater.resilience.ResilienceAutoConfiguration")
@Conditional(ConfigClientAutoConfiguration.ServerUrlIsSet.class)
@EnableConfigurationProperties(ConfigClientProperties.class)
class ConfigClientAutoConfiguration {

    @Bean
    PolicyPoller policyPoller(
            ConfigClientProperties properties,
            Guards guards,
            DeadlineHttp http,
            Policies policies,
            Speed speed,
            Environment environment) {
        String service = environment.getRequiredProperty("spring.application.name");
        ConfigServer server = new ConfigServer(
                http, properties.address(service), environment.getProperty("breakwater.internal-token", ""));
        LastKnownPolicies lastKnown = new LastKnownPolicies(properties.file(service));
        return new PolicyPoller(
                new GuardedConfigServer(guards, server, lastKnown),
                lastKnown,
                policies,
                speed.divide(properties.pollEvery()));
    }

    /** A variable that is set to nothing is not set. */
    static final class ServerUrlIsSet extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            boolean set = StringUtils.hasText(context.getEnvironment().getProperty("breakwater.config.server-url"));
            return new ConditionOutcome(
                    set,
                    ConditionMessage.forCondition("breakwater.config.server-url")
                            .because(set ? "set" : "not set"));
        }
    }
}
