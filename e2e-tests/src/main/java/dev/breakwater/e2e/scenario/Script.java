package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.faults.Promise;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.load.Mix;

/**
 * What is to be played, and how.
 *
 * @param speed that the services were started with
 * @param seed of arrivals, baskets and kills
 * @param kill whether processes are killed during the outage
 * @param pace whether the routes that do not lead to what is broken must keep their pace
 */
public record Script(Scenario scenario, int speed, long seed, boolean kill, Plan plan, Mix mix, boolean pace) {

    public Script {
        scenario = kill ? scenario.killing(Kills.VICTIMS) : scenario;
    }

    /** The full length: enough for a person to watch, and a thousand orders. */
    public static Script full(Scenario scenario, int speed, long seed, boolean kill) {
        Mix mix = mix(scenario);
        return new Script(
                scenario, speed, seed, kill, Plan.full(mix, scenario.rush(), scenario.least(), speed), mix, false);
    }

    /** As short as the fault allows, on a system that is warm. */
    public static Script brief(Scenario scenario, int speed, long seed, boolean kill) {
        Plan plan = Plan.brief(scenario.owed().limit(), scenario.least(), scenario.rush());
        Mix mix = scenario.name().equals(Scenario.STRIPE_OUTAGE) ? Mix.SHOPPING : mix(scenario);
        return new Script(scenario, speed, seed, kill, plan, mix, false);
    }

    private static Mix mix(Scenario scenario) {
        if (scenario.promises().contains(Promise.COPIES_SERVE)) {
            return Mix.SIGNING_IN;
        }
        return scenario.name().equals(Scenario.STRIPE_OUTAGE) ? Mix.BUYING : Mix.SHOPPING;
    }

    /** As much as two cores bear, most of it pages: does what hangs slow down what does not need it? */
    public static Script isolation(Scenario scenario, int speed, long seed) {
        return new Script(
                scenario.named(Scenario.ISOLATION),
                speed,
                seed,
                false,
                Plan.busy(scenario.owed().limit()),
                Mix.BROWSING,
                true);
    }

    /**
     * The same on a system that is warm already.
     *
     * @param bears orders a second, as {@link WarmUp} found out
     */
    public Script warm(double bears) {
        return within(plan.warm(), bears);
    }

    private Script within(Plan other, double bears) {
        return new Script(scenario, speed, seed, kill, other.bearable(bears, mix), mix, pace);
    }

    Script bearable(double bears) {
        return within(plan, bears);
    }
}
