package dev.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.gateway.edge.EdgeProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** With the application.yml as it is shipped: settings that make no sense keep the gateway from starting and are named. */
class SettingsTest {

    private final ApplicationContextRunner gateway = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withPropertyValues("breakwater.jwt.public-key-location=classpath:none")
            .withUserConfiguration(Settings.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate-limit.requests=0",
                "rate-limit.requests=1000001",
                "rate-limit.window=500ms",
                "rate-limit.window=2h",
                "rate-limit.clients-remembered=10",
                "internal-token=short",
                "trusted-hops=6",
                "trusted-hops=-1",
                "allowed-origins=*",
                "allowed-origins=https://shop.example/path",
                "body-limit=0B",
                "answer-limit=17MB",
                "body-time=2m",
                "margin=10s",
                "deadline=1ms"
            })
    void whatMakesNoSenseIsRefusedByName(String setting) {
        gateway.withPropertyValues("breakwater.gateway." + setting)
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("breakwater.gateway"));
    }

    @Test
    void whatIsShippedMakesSense() {
        gateway.run(context -> {
            EdgeProperties edge = context.getBean(EdgeProperties.class);
            assertThat(edge.allowedOrigins()).isEmpty();
            assertThat(edge.trustedHops()).isZero();
        });
    }

    @ConfigurationPropertiesScan("dev.breakwater.gateway")
    static class Settings {}
}
