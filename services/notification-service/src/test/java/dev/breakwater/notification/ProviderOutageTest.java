package dev.breakwater.notification;

import static dev.breakwater.notification.Notices.event;
import static dev.breakwater.notification.Stack.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import dev.breakwater.simulators.faults.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is the matter with a provider, its breaker opens and afterwards closes by itself, and every customer is told once. */
class ProviderOutageTest {

    private final Stack stack = Stack.shared();
    private final Surroundings around = stack.surroundings;

    @BeforeEach
    void heal() throws Exception {
        stack.heal();
    }

    static Stream<Arguments> faults() {
        return Stream.of("sendgrid", "twilio")
                .flatMap(provider -> Stream.of(
                        Arguments.of(provider, "crash", Fault.RESET, FaultSettings.always()),
                        Arguments.of(provider, "hang", Fault.TIMEOUT, FaultSettings.always()),
                        Arguments.of(provider, "error", Fault.ERROR_503, FaultSettings.always()),
                        Arguments.of(
                                provider,
                                "slow",
                                Fault.SLOW,
                                FaultSettings.always().with("delayMs", 1_200))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("faults")
    void itsBreakerOpensAndClosesByItselfAndEverybodyIsToldOnce(
            String provider, String kind, Fault fault, FaultSettings settings) throws Exception {
        Transitions transitions = new Transitions(stack.service, provider);
        List<String> events = new ArrayList<>(Notices.events(8));
        faultsOf(provider).on(fault, settings);
        stack.publish(messages(provider, events));
        await().atMost(PATIENCE).until(transitions::opened);
        // 60 % of five calls, of which those that found it well come first
        assertThat(faultsOf(provider).state(fault).injected()).isGreaterThanOrEqualTo(3);

        faultsOf(provider).allOff();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            String next = event();
            events.add(next);
            stack.publish(messages(provider, List.of(next)));
            return transitions.closedAgain();
        });
        transitions.openedAndClosedByItself();
        stack.oneEach(events);
    }

    private Faults faultsOf(String provider) {
        return provider.equals("twilio") ? around.twilio.faults() : around.sendGrid.faults();
    }

    private static List<String> messages(String provider, List<String> events) {
        return provider.equals("twilio") ? Notices.texts(events) : Notices.mails(events);
    }
}
