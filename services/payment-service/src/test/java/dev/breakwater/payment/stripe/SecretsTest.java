package dev.breakwater.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** With the application.yml as it is shipped, and an environment without secrets. */
class SecretsTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(StripeProperties.class)
    static class Settings {}

    @Test
    void serviceWithoutAStripeKeyDoesNotStartAndNamesTheVariable() {
        service.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("environment variable STRIPE_API_KEY"));
    }

    @Test
    void keyIsNeverPartOfAText() {
        service.withPropertyValues("STRIPE_API_KEY=sk_test_12345678")
                .run(context -> assertThat(
                                context.getBean(StripeProperties.class).toString())
                        .contains("api.stripe.com")
                        .doesNotContain("sk_test_12345678"));
    }
}
