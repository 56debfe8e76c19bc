package dev.breakwater.e2e;

import dev.breakwater.e2e.SharedShop.Running;
import dev.breakwater.e2e.scenario.Trials;
import java.time.Clock;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** Seeds that nobody has tried: what fails says how to play it again. */
@Order(4)
@ExtendWith(SharedShop.class)
class TrialsIT {

    @RepeatedTest(2)
    void everyBookAgreesAfterRandomFaults(Running system) throws Exception {
        system.assertHolds(Trials.freshSeed(Clock.systemUTC()));
    }
}
