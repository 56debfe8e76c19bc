package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.faults.Owed;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Sample;

/** Tells a refusal that is owed to what is broken from a failure. */
final class Excuses {

    private Excuses() {}

    /**
     * Whether a request of an excused route was refused honestly, and while there was a reason to.
     *
     * @param brokenAt when the first thing broke, in seconds since the start of the run
     */
    static boolean of(Sample sample, Owed owed, double brokenAt) {
        return owed.excused().contains(sample.route())
                && (sample.honest() || (owed.unanswered() && sample.status() == 0))
                && sample.answeredAt() >= brokenAt
                && sample.phase() != Phase.HEALED;
    }
}
