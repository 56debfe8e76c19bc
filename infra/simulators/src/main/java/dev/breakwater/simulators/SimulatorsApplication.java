package dev.breakwater.simulators;

import dev.breakwater.simulators.bank.BankSimulator;
import dev.breakwater.simulators.sendgrid.SendGridSimulator;
import dev.breakwater.simulators.stripe.StripeSimulator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Runs every simulator in one process, each on a port of its own. */
@SpringBootApplication
@EnableConfigurationProperties(SimulatorsProperties.class)
public class SimulatorsApplication {

    public static void main(String[] args) {
        SpringApplication.run(SimulatorsApplication.class, args);
    }

    @Bean
    @Conditional(BankIsConfigured.class)
    BankSimulator bank(SimulatorsProperties properties) {
        return BankSimulator.start(properties.bankConfig());
    }

    @Bean
    @DependsOn("sendGrid") // whoever finds Stripe's port ready may take it that all are
    StripeSimulator stripe(SimulatorsProperties properties) {
        return StripeSimulator.start(properties.stripeConfig());
    }

    @Bean
    SendGridSimulator sendGrid(SimulatorsProperties properties) {
        return SendGridSimulator.start(properties.sendGridConfig());
    }

    /** Parts can run alone: without its secret there is no bank. */
    static final class BankIsConfigured implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment()
                    .getProperty("simulators.bank.client-secret", "")
                    .isBlank();
        }
    }
}
