package dev.breakwater.paymentfallback.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** With the application.yml as it is shipped, and an environment without secrets. */
class SecretsTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(SqsConfiguration.class);

    @Test
    void serviceWithoutItsKeysDoesNotStartAndNamesTheVariables() {
        service.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("environment variable SQS_ACCESS_KEY")
                .hasMessageContaining("environment variable SQS_SECRET_KEY"));
    }

    @Test
    void longPollLongerThanACallIsRefused() {
        service.withPropertyValues("SQS_ACCESS_KEY=a", "SQS_SECRET_KEY=b", "breakwater.sqs.long-poll=5s")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("breakwater.sqs.long-poll (PT5S)"));
    }

    @Test
    void longPollThatWaitsForNothingIsRefused() {
        service.withPropertyValues("SQS_ACCESS_KEY=a", "SQS_SECRET_KEY=b", "breakwater.sqs.long-poll=0s")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("longPoll"));
    }
}
