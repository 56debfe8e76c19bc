package dev.breakwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.e2e.DemoOptions.Mode;
import dev.breakwater.e2e.DemoOptions.Target;
import dev.breakwater.e2e.faults.Catalogue;
import dev.breakwater.e2e.faults.Fault;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.run.Guards;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DemoOptionsTest {

    private static final Scenario STANDARD = Scenario.ofName("stripe-outage").orElseThrow();

    @Test
    void withoutFlagsTheScenarioRunsTenfoldAndStaysUp() throws Exception {
        assertThat(parse(""))
                .isEqualTo(new DemoOptions(Mode.SCENARIO, Target.LOCAL, false, 10, 1, STANDARD, false, 0, Guards.ALL));
    }

    @Test
    void everyFlagOfTheScenarioIsUnderstood() throws Exception {
        assertThat(parse("--scenario stripe-outage --exit --speed 20 --seed 7 --fault reply-lost --chaos kill"))
                .isEqualTo(new DemoOptions(
                        Mode.SCENARIO,
                        Target.LOCAL,
                        true,
                        20,
                        7,
                        Scenario.of(Catalogue.fault("reply-lost")),
                        true,
                        0,
                        Guards.ALL));
        assertThat(parse("--speed=60 --fault=slow").speed()).isEqualTo(60);
    }

    @Test
    void realTimeIsSpeedOne() throws Exception {
        assertThat(parse("--real-time").speed()).isOne();
        assertThat(parse("--no-traffic --real-time").speed()).isOne();
    }

    @Test
    void everyTargetIsUnderstoodWithEveryMode() throws Exception {
        assertThat(parse("--target compose --exit").target()).isEqualTo(Target.COMPOSE);
        assertThat(parse("--target compose-cut --fault redis/hang").target()).isEqualTo(Target.COMPOSE_CUT);
        assertThat(parse("--target compose --no-traffic").target()).isEqualTo(Target.COMPOSE);
        assertThat(parse("--target compose --trials 3").target()).isEqualTo(Target.COMPOSE);
    }

    @Test
    void modesAreUnderstood() throws Exception {
        assertThat(parse("--no-traffic").mode()).isEqualTo(Mode.NO_TRAFFIC);
        assertThat(parse("--list").mode()).isEqualTo(Mode.LIST);
        assertThat(parse("--exit --help").mode()).isEqualTo(Mode.HELP);
    }

    @ParameterizedTest
    @EnumSource
    void everyChoiceOfGuardsIsUnderstood(Guards guards) throws Exception {
        assertThat(parse("--guards " + guards.label()).guards()).isEqualTo(guards);
        assertThat(parse("--no-traffic --guards " + guards.label()).guards()).isEqualTo(guards);
    }

    @Test
    void guardsAreComparedByTheScenarioThatIsAskedForAndNothingStaysUp() throws Exception {
        assertThat(parse("--compare-guards --fault timeout --speed 20 --seed 7"))
                .isEqualTo(new DemoOptions(
                        Mode.COMPARE_GUARDS,
                        Target.LOCAL,
                        true,
                        20,
                        7,
                        Scenario.of(Catalogue.fault("timeout")),
                        false,
                        0,
                        Guards.ALL));
    }

    @ParameterizedTest
    @MethodSource("dev.breakwater.e2e.faults.Catalogue#faults")
    void everyFaultIsUnderstoodByItsName(Fault fault) throws Exception {
        assertThat(parse("--fault " + fault.name()).scenario().faults()).containsExactly(fault);
    }

    @ParameterizedTest
    @MethodSource("dev.breakwater.e2e.faults.Scenario#all")
    void everyPairIsUnderstoodByItsName(Scenario pair) throws Exception {
        assertThat(parse("--scenario " + pair.name()).scenario()).isEqualTo(pair);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --speed 0                | --speed must be a whole number from 1 to 60, was '0'
            --speed 61               | --speed must be a whole number from 1 to 60, was '61'
            --speed fast             | --speed must be a whole number from 1 to 60, was 'fast'
            --speed                  | --speed needs a value: --speed 1..60
            --seed -1                | --seed must be a whole number from 0 to 9223372036854775807, was '-1'
            --fault fire             | there is no fault 'fire'; ./demo --list names them all
            --fault                  | --fault needs a value: --fault NAME; ./demo --list names them all
            --scenario flood         | --scenario must be one of stripe-outage, db-pool-exhaustion, shipping-cascade, fallback-fails-too, brownout, flapping, reply-lost, partial, cold-start-into-outage, herd, metastable, caches-and-brokers, redis+user-db, sqs+stripe, stripe+bank, stripe+bank-unknown, fedex+ups+warehouse-north, amqp+sendgrid, isolation, was 'flood'
            --scenario sqs+stripe --fault reset | --scenario sqs+stripe has faults of its own and cannot be combined with --fault
            --scenario stripe-outage --fault redis/crash | --scenario stripe-outage is about Stripe; for redis/crash leave it out
            --target moon            | --target must be local, compose, compose-cut, was 'moon'
            --target compose --guards none | --guards cannot be combined with --target compose, whose services are up already
            --chaos monkey           | --chaos must be kill, was 'monkey'
            --guards some            | --guards must be none, retries, breaker, all, was 'some'
            --guards                 | --guards needs a value: --guards none, retries, breaker, all
            --compare-guards --guards none | --compare-guards cannot be combined with --guards
            --compare-guards --chaos kill | --compare-guards cannot be combined with --chaos
            --trials 2 --guards none | --trials cannot be combined with --guards
            --real-time --speed 5    | --real-time means --speed 1 and cannot be combined with --speed 5
            --no-traffic --exit      | --no-traffic cannot be combined with --exit
            --list --seed 3          | --list cannot be combined with --seed
            --exit --exit            | --exit is given twice
            --exit=yes               | --exit takes no value, was given 'yes'
            --fast                   | '--fast' is not a flag of ./demo; ./demo --help lists them
            stripe-outage            | 'stripe-outage' is not a flag of ./demo; ./demo --help lists them
            """)
    void whatIsNotAllowedIsRefusedInOneLine(String line, String message) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(DemoOptions.Unusable.class)
                .hasMessage(message);
    }

    private static DemoOptions parse(String line) throws DemoOptions.Unusable {
        return DemoOptions.parse(line.isEmpty() ? List.of() : List.of(line.split("\\s+", -1)));
    }
}
