package dev.breakwater.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.faults.Fault.Crash;
import dev.breakwater.e2e.faults.Fault.Hang;
import dev.breakwater.e2e.faults.Fault.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {

    @Test
    void everyNameIsThereOnce() {
        assertThat(Catalogue.faults()).extracting(Fault::name).doesNotHaveDuplicates();
    }

    @Test
    void stripesFaultsHaveBareNamesAndAllOthersSayWhoseTheyAre() {
        assertThat(Catalogue.of("stripe"))
                .extracting(Fault::name)
                .containsExactlyElementsOf(
                        Stream.of(Kind.values()).map(Kind::label).toList());
        assertThat(Catalogue.faults())
                .filteredOn(fault -> !fault.target().equals("stripe"))
                .allMatch(fault -> fault.name().startsWith(fault.target() + "/"));
    }

    @Test
    void whatIsNoSimulatorCrashesAndHangs() {
        assertThat(Catalogue.of("user-db")).extracting(Fault::means).containsExactly(new Crash(), new Hang());
        assertThat(Catalogue.of("gateway")).extracting(Fault::means).containsExactly(new Crash(), new Hang());
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "memcached", "kafka", "sqs", "amqp", "config-server"})
    void noRequestIsExcusedForACacheABrokerOrConfigServer(String target) {
        assertThat(Catalogue.of(target))
                .hasSize(2)
                .allMatch(fault -> fault.owed().excused().isEmpty())
                .allMatch(fault -> fault.owed().touched().isEmpty());
    }

    @Test
    void oneThatComesAndGoesMayOpenABreakerTwice() {
        assertThat(Catalogue.fault("error-503").owed().duties()).allMatch(duty -> duty.verdict() == Verdict.ONE_OUTAGE);
        assertThat(Catalogue.fault("flapping").owed().duties())
                .isNotEmpty()
                .allMatch(duty -> duty.verdict() == Verdict.ANY_LEGAL_PATH);
    }

    @Test
    void nobodyWaitsForWhatAnswersAtOnce() {
        assertThat(Catalogue.fault("error-503").owed().limit()).isZero();
        assertThat(Catalogue.fault("fedex/reset").owed().limit()).isZero();
        assertThat(Catalogue.fault("timeout").owed().limit()).isPositive();
        assertThat(Catalogue.fault("flapping").owed().limit()).isPositive();
    }

    @Test
    void aPairOwesWhatBothOwe() {
        Scenario pair = Scenario.ofName("sqs+stripe").orElseThrow();

        assertThat(pair.faults()).extracting(Fault::name).isEqualTo(List.of("sqs/crash", "error-503"));
        assertThat(pair.owed().queues()).isTrue();
        assertThat(pair.owed().duties()).extracting(Duty::breaker).containsExactly("sqs", "stripe");
        assertThat(pair.owed().limit())
                .isEqualTo(Catalogue.fault("sqs/crash").owed().limit());
    }

    @Test
    void oneAfterTheOtherABreakerMayOpenForEach() {
        Scenario twice = Scenario.oneByOne(
                "twice",
                List.of(
                        Scenario.of(Catalogue.fault("reset")),
                        Scenario.ofName("sqs+stripe").orElseThrow()));

        assertThat(twice.stages()).extracting(List::size).containsExactly(1, 2);
        assertThat(twice.owed().duties())
                .filteredOn(duty -> duty.breaker().equals("stripe"))
                .containsExactly(new Duty("payment-service", "stripe", Verdict.ANY_LEGAL_PATH));
    }

    @Test
    void everySentenceIsOne() {
        assertThat(Catalogue.fault("redis/hang").description())
                .isEqualTo("Redis hangs: it takes connections and answers nothing");
        assertThat(Scenario.ofName("amqp+sendgrid").orElseThrow().story())
                .isEqualTo("SendGrid answers 503 and the AMQP broker is killed, and started again at the end");
    }
}
