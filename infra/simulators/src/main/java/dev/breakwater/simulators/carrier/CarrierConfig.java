package dev.breakwater.simulators.carrier;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * What one carrier is started with. The {@code with…} methods make changed copies.
 *
 * @param address to listen on, a host name or IP address
 * @param port to listen on, 0 for any free one
 * @param clientId of the only client
 * @param clientSecret of that client, 8 characters at least
 * @param tokenLife how long an access token is good for
 * @param clock of timestamps and of the tokens' age
 * @param nanoTime of fault durations, a clock that never jumps
 */
public record CarrierConfig(
        String address,
        int port,
        String clientId,
        String clientSecret,
        Duration tokenLife,
        Clock clock,
        LongSupplier nanoTime) {

    private static final Duration AN_HOUR = Duration.ofSeconds(3_599);

    public CarrierConfig {
        if (clientId.isBlank() || clientSecret.length() < 8) {
            throw new IllegalArgumentException("a carrier's client needs an id, and a secret of 8 characters at least");
        }
    }

    /** Any free port of the loopback interface, a random client, tokens for an hour, the system's clocks. */
    public static CarrierConfig random() {
        return new CarrierConfig(
                "127.0.0.1",
                0,
                "client-" + UUID.randomUUID(),
                UUID.randomUUID().toString(),
                AN_HOUR,
                Clock.systemUTC(),
                System::nanoTime);
    }

    public CarrierConfig withAddress(String value) {
        return new CarrierConfig(value, port, clientId, clientSecret, tokenLife, clock, nanoTime);
    }

    public CarrierConfig withPort(int value) {
        return new CarrierConfig(address, value, clientId, clientSecret, tokenLife, clock, nanoTime);
    }

    public CarrierConfig withClient(String id, String secret) {
        return new CarrierConfig(address, port, id, secret, tokenLife, clock, nanoTime);
    }

    public CarrierConfig withTokenLife(Duration value) {
        return new CarrierConfig(address, port, clientId, clientSecret, value, clock, nanoTime);
    }

    public CarrierConfig withClock(Clock value) {
        return new CarrierConfig(address, port, clientId, clientSecret, tokenLife, value, nanoTime);
    }

    @Override
    public String toString() {
        return "CarrierConfig[clientId=" + clientId + "]";
    }
}
