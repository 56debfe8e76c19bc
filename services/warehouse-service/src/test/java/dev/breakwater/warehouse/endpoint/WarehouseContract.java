package dev.breakwater.warehouse.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import dev.breakwater.simulators.warehouse.WarehouseSimulator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link Warehouse} keeps. */
abstract class WarehouseContract {

    private static final List<Line> TWO_LAMPS = List.of(new Line("BW-LAMP", 2));

    final WarehouseSimulator simulator = WarehouseSimulator.start(WarehouseSimulator.Config.random());
    private final UUID order = UUID.randomUUID();
    private Warehouse warehouse;

    abstract Warehouse warehouse();

    @BeforeEach
    void make() {
        warehouse = warehouse();
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void holdsOnceWhatIsAskedTwice() {
        assertThat(warehouse.allocate(order, TWO_LAMPS)).isEqualTo(new Allocation.Allocated());
        assertThat(warehouse.allocate(order, TWO_LAMPS)).isEqualTo(new Allocation.Allocated());

        assertThat(simulator.ledger().allocated("BW-LAMP")).isEqualTo(2);
        assertThat(warehouse.stock())
                .contains(new StockLevel("BW-LAMP", 999_998), new StockLevel("BW-ROPE", 1_000_000));
    }

    @Test
    void saysWhatThereIsTooLittleOf() {
        simulator.stock("BW-LAMP", 1);

        assertThat(warehouse.allocate(order, TWO_LAMPS)).isEqualTo(new Allocation.TooFew("BW-LAMP", 1));
        assertThat(warehouse.allocate(order, List.of(new Line("BW-BOAT", 1))))
                .isEqualTo(new Allocation.TooFew("BW-BOAT", 0));
        assertThat(simulator.ledger().allocations()).isEmpty();
    }

    @Test
    void refusesOtherLinesForTheSameOrder() {
        warehouse.allocate(order, TWO_LAMPS);

        assertThat(warehouse.allocate(order, List.of(new Line("BW-LAMP", 3)))).isEqualTo(new Allocation.OtherLines());
        assertThat(simulator.ledger().allocated("BW-LAMP")).isEqualTo(2);
    }

    @Test
    void aReleaseIsForEver() {
        warehouse.allocate(order, TWO_LAMPS);
        warehouse.release(order);
        warehouse.release(order);

        assertThat(warehouse.allocate(order, TWO_LAMPS)).isEqualTo(new Allocation.Released());
        assertThat(simulator.ledger().available()).containsEntry("BW-LAMP", 1_000_000L);
    }

    @Test
    void aReleaseThatComesFirstFencesTheAllocation() {
        warehouse.release(order);

        assertThat(warehouse.allocate(order, TWO_LAMPS)).isEqualTo(new Allocation.Released());
        assertThat(simulator.ledger().allocated("BW-LAMP")).isZero();
    }

    @Test
    void isUpWhenItSaysSo() {
        warehouse.check();
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "ERROR_503", "ERROR_500_AFTER", "RATE_LIMIT_429"})
    void anAnswerThatIsNoneIsAnExceptionAndAskingAgainIsSafe(Fault fault) {
        simulator.faults().on(fault, FaultSettings.always());

        assertThatThrownBy(() -> warehouse.allocate(order, TWO_LAMPS)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> warehouse.release(UUID.randomUUID())).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(warehouse::stock).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(warehouse::check).isInstanceOf(RuntimeException.class);

        simulator.faults().allOff();
        assertThat(warehouse.allocate(order, TWO_LAMPS)).isEqualTo(new Allocation.Allocated());
        assertThat(simulator.ledger().allocated("BW-LAMP")).isEqualTo(2);
    }
}
