package dev.breakwater.e2e.faults;

import dev.breakwater.e2e.faults.Fault.Crash;
import dev.breakwater.e2e.run.Victim;
import java.util.OptionalLong;

/** Kills or stops a process; that it struck is told by the kernel, right after it was done and right before it is undone. */
final class ProcessStrike implements Strike {

    private final Fault fault;
    private final Victim victim;
    private boolean on;
    private boolean atOnce;
    private boolean toTheEnd;

    ProcessStrike(Fault fault, Victim victim) {
        this.fault = fault;
        this.victim = victim;
    }

    @Override
    public Fault fault() {
        return fault;
    }

    @Override
    public void on() throws Exception {
        on = true;
        if (crashes()) {
            victim.kill();
        } else {
            victim.suspend();
        }
        atOnce = isDown();
    }

    @Override
    public void off() throws Exception {
        if (!on) {
            return;
        }
        on = false;
        toTheEnd = isDown();
        if (crashes()) {
            victim.start();
        } else {
            victim.resume();
        }
    }

    @Override
    public Proof proof() {
        String did = crashes() ? "SIGKILL" : "SIGSTOP";
        return new Proof(
                atOnce && toTheEnd,
                OptionalLong.empty(),
                did + " " + victim.name()
                        + (atOnce ? "" : ": it went on as before")
                        + (toTheEnd ? ", down to the end of the outage" : ", not down at the end of the outage"));
    }

    private boolean crashes() {
        return fault.means() instanceof Crash;
    }

    private boolean isDown() {
        return crashes() ? !victim.isAlive() : victim.isStopped();
    }
}
