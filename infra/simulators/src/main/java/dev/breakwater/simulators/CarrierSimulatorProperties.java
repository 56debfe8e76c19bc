package dev.breakwater.simulators;

import dev.breakwater.simulators.carrier.CarrierConfig;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The simulated carriers; one whose client is not set is not started. */
@ConfigurationProperties("simulators")
record CarrierSimulatorProperties(Account fedex, Account ups) {

    /** The only client of one carrier. */
    record Account(int port, String clientId, String clientSecret) {

        CarrierConfig config(String address) {
            return CarrierConfig.random().withAddress(address).withPort(port).withClient(clientId, clientSecret);
        }

        @Override
        public String toString() {
            return "Account[port=" + port + "]";
        }
    }
}
