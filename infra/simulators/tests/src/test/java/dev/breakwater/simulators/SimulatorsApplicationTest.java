package dev.breakwater.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.simulators.fedex.FedExSimulator;
import dev.breakwater.simulators.pagerduty.PagerDutySimulator;
import dev.breakwater.simulators.sendgrid.SendGridSimulator;
import dev.breakwater.simulators.slack.SlackSimulator;
import dev.breakwater.simulators.stripe.StripeSimulator;
import dev.breakwater.simulators.twilio.TwilioSimulator;
import dev.breakwater.simulators.ups.UpsSimulator;
import dev.breakwater.simulators.warehouse.WarehouseSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class SimulatorsApplicationTest {

    private static final Map<String, String> SECRETS = Map.of(
            "STRIPE_API_KEY", "sk_test_0123456789",
            "STRIPE_WEBHOOK_SECRET", "whsec_0123456789",
            "SENDGRID_API_KEY", "SG.0123456789");

    @Test
    void bothSimulatorsAreReadyOnPortsOfTheirOwn() throws IOException {
        try (ConfigurableApplicationContext running = run("")) {
            StripeSimulator stripe = running.getBean(StripeSimulator.class);
            SendGridSimulator sendGrid = running.getBean(SendGridSimulator.class);

            assertThat(stripe.port()).isNotEqualTo(sendGrid.port());
            assertThat(stripe.apiKey()).isEqualTo("sk_test_0123456789");
            assertThat(get(stripe.baseUrl() + "/actuator/health/readiness")).isEqualTo("{\"status\":\"UP\"}");
            assertThat(get(sendGrid.baseUrl() + "/actuator/health/readiness")).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"STRIPE_API_KEY", "STRIPE_WEBHOOK_SECRET", "SENDGRID_API_KEY"})
    void withoutASecretItDoesNotStartAndNamesTheVariable(String missing) {
        assertThatThrownBy(() -> run(missing).close()).rootCause().hasMessageContaining(missing);
    }

    @Test
    void twilioIsThereOnlyWithItsSecrets() throws IOException {
        try (ConfigurableApplicationContext running = run("")) {
            assertThat(running.getBeansOfType(TwilioSimulator.class)).isEmpty();
        }
        try (ConfigurableApplicationContext running = run(
                "",
                "--TWILIO_SIMULATOR_PORT=0",
                "--TWILIO_ACCOUNT_SID=AC0123456789abcdef0123456789abcdef",
                "--TWILIO_AUTH_TOKEN=0123456789abcdef")) {
            TwilioSimulator twilio = running.getBean(TwilioSimulator.class);
            assertThat(get(twilio.baseUrl() + "/actuator/health/readiness")).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @Test
    void carriersAndThreeWarehousesRunWithTheirSecretsAndNoneWithoutThem() throws IOException {
        try (ConfigurableApplicationContext running = run(
                "",
                "--FEDEX_CLIENT_ID=f",
                "--FEDEX_CLIENT_SECRET=secret-of-fedex",
                "--FEDEX_SIMULATOR_PORT=0",
                "--UPS_CLIENT_ID=u",
                "--UPS_CLIENT_SECRET=secret-of-ups",
                "--UPS_SIMULATOR_PORT=0",
                "--WAREHOUSE_API_KEY=wh_0123456789",
                "--WAREHOUSE_NORTH_SIMULATOR_PORT=0",
                "--WAREHOUSE_SOUTH_SIMULATOR_PORT=0",
                "--WAREHOUSE_EAST_SIMULATOR_PORT=0")) {
            assertThat(get(running.getBean(FedExSimulator.class).baseUrl() + "/_sim/ledger"))
                    .contains("quotes");
            assertThat(get(running.getBean(UpsSimulator.class).baseUrl() + "/_sim/ledger"))
                    .contains("quotes");
            List<WarehouseSimulator> warehouses =
                    running.getBean(WarehouseSimulators.class).all();
            assertThat(warehouses.stream().map(WarehouseSimulator::warehouse))
                    .containsExactlyInAnyOrder("north", "south", "east");
            for (WarehouseSimulator warehouse : warehouses) {
                assertThat(get(warehouse.baseUrl() + "/actuator/health/readiness"))
                        .isEqualTo("{\"status\":\"UP\"}");
            }
        }
        try (ConfigurableApplicationContext running = run("")) {
            assertThat(running.getBeansOfType(FedExSimulator.class)).isEmpty();
            assertThat(running.getBeansOfType(UpsSimulator.class)).isEmpty();
            assertThat(running.getBean(WarehouseSimulators.class).all()).isEmpty();
        }
    }

    @Test
    void pagerDutyAndSlackAreThereOnlyWithTheirSecrets() throws IOException {
        try (ConfigurableApplicationContext running = run("")) {
            assertThat(running.getBeansOfType(PagerDutySimulator.class)).isEmpty();
            assertThat(running.getBeansOfType(SlackSimulator.class)).isEmpty();
        }
        try (ConfigurableApplicationContext running = run(
                "",
                "--PAGERDUTY_SIMULATOR_PORT=0",
                "--PAGERDUTY_ROUTING_KEY=0123456789abcdef0123456789abcdef",
                "--SLACK_SIMULATOR_PORT=0",
                "--SLACK_WEBHOOK_PATH=/services/T01234567/B01234567/0123456789abcdef01234567")) {
            assertThat(get(running.getBean(PagerDutySimulator.class).baseUrl() + "/_sim/ledger"))
                    .contains("incidents");
            assertThat(get(running.getBean(SlackSimulator.class).baseUrl() + "/_sim/ledger"))
                    .contains("messages");
        }
    }

    private static ConfigurableApplicationContext run(String except, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--STRIPE_SIMULATOR_PORT=0", "--SENDGRID_SIMULATOR_PORT=0"));
        arguments.addAll(List.of(more));
        SECRETS.forEach((name, value) -> arguments.add("--" + name + "=" + (name.equals(except) ? "" : value)));
        return new SpringApplicationBuilder(SimulatorsApplication.class).run(arguments.toArray(String[]::new));
    }

    private static String get(String url) throws IOException {
        try (InputStream in = URI.create(url).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
