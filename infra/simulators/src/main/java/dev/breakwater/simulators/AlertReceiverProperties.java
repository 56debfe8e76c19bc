package dev.breakwater.simulators;

import dev.breakwater.simulators.pagerduty.PagerDutySimulator;
import dev.breakwater.simulators.slack.SlackSimulator;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Whom alerts reach in the simulation; one whose secret is not set is not started. */
@ConfigurationProperties("simulators")
record AlertReceiverProperties(PagerDuty pagerduty, Slack slack) {

    /** The only integration of the simulated PagerDuty. */
    record PagerDuty(int port, String routingKey) {

        @Override
        public String toString() {
            return "PagerDuty[port=" + port + "]";
        }
    }

    /** The only incoming webhook of the simulated Slack, whose path is its secret. */
    record Slack(int port, String webhookPath) {

        @Override
        public String toString() {
            return "Slack[port=" + port + "]";
        }
    }

    PagerDutySimulator.Config pagerDutyConfig(String address) {
        return PagerDutySimulator.Config.random()
                .withAddress(address)
                .withPort(pagerduty.port())
                .withRoutingKey(pagerduty.routingKey());
    }

    SlackSimulator.Config slackConfig(String address) {
        return SlackSimulator.Config.random()
                .withAddress(address)
                .withPort(slack.port())
                .withWebhookPath(slack.webhookPath());
    }
}
