package dev.breakwater.simulators;

import dev.breakwater.simulators.bank.BankSimulator;
import dev.breakwater.simulators.fedex.FedExSimulator;
import dev.breakwater.simulators.pagerduty.PagerDutySimulator;
import dev.breakwater.simulators.sendgrid.SendGridSimulator;
import dev.breakwater.simulators.slack.SlackSimulator;
import dev.breakwater.simulators.stripe.StripeSimulator;
import dev.breakwater.simulators.twilio.TwilioSimulator;
import dev.breakwater.simulators.ups.UpsSimulator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;

/** Runs every simulator in one process, each on a port of its own. */
@SpringBootApplication
@EnableConfigurationProperties({
    SimulatorsProperties.class,
    WarehouseSimulatorProperties.class,
    CarrierSimulatorProperties.class,
    AlertReceiverProperties.class
})
public class SimulatorsApplication {

    public static void main(String[] args) {
        SpringApplication.run(SimulatorsApplication.class, args);
    }

    @Bean
    @StartedWith({"simulators.twilio.account-sid", "simulators.twilio.auth-token"})
    TwilioSimulator twilio(SimulatorsProperties properties) {
        return TwilioSimulator.start(properties.twilioConfig());
    }

    @Bean
    @StartedWith("simulators.bank.client-secret")
    BankSimulator bank(SimulatorsProperties properties) {
        return BankSimulator.start(properties.bankConfig());
    }

    @Bean
    @StartedWith({"simulators.fedex.client-id", "simulators.fedex.client-secret"})
    FedExSimulator fedEx(SimulatorsProperties properties, CarrierSimulatorProperties carriers) {
        return FedExSimulator.start(carriers.fedex().config(properties.address()));
    }

    @Bean
    @StartedWith({"simulators.ups.client-id", "simulators.ups.client-secret"})
    UpsSimulator ups(SimulatorsProperties properties, CarrierSimulatorProperties carriers) {
        return UpsSimulator.start(carriers.ups().config(properties.address()));
    }

    @Bean
    @StartedWith("simulators.pagerduty.routing-key")
    PagerDutySimulator pagerDuty(SimulatorsProperties properties, AlertReceiverProperties receivers) {
        return PagerDutySimulator.start(receivers.pagerDutyConfig(properties.address()));
    }

    @Bean
    @StartedWith("simulators.slack.webhook-path")
    SlackSimulator slack(SimulatorsProperties properties, AlertReceiverProperties receivers) {
        return SlackSimulator.start(receivers.slackConfig(properties.address()));
    }

    @Bean
    WarehouseSimulators warehouses(SimulatorsProperties properties, WarehouseSimulatorProperties warehouse) {
        return WarehouseSimulators.start(warehouse, properties.address());
    }

    @Bean
    SendGridSimulator sendGrid(SimulatorsProperties properties) {
        return SendGridSimulator.start(properties.sendGridConfig());
    }

    @Bean
    @DependsOn({"sendGrid", "warehouses"
    }) // and last in this file: whoever finds Stripe's port ready may take it that all are
    StripeSimulator stripe(SimulatorsProperties properties) {
        return StripeSimulator.start(properties.stripeConfig());
    }
}
