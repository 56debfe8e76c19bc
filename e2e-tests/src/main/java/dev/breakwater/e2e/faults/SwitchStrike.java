package dev.breakwater.e2e.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.e2e.faults.Fault.Switched;
import dev.breakwater.e2e.faults.Fault.Turn;
import dev.breakwater.e2e.run.Json;
import java.io.IOException;
import java.net.URI;
import java.util.OptionalLong;

/** The simulator's switch of one fault; that it struck is told by the simulator, which counts the calls it hit. */
final class SwitchStrike implements Strike {

    private final Fault fault;
    private final Switched how;
    private final URI simulator;
    private final int speed;
    private final double perSecond;
    private long before;

    SwitchStrike(Fault fault, Switched how, URI simulator, int speed, double perSecond) {
        this.fault = fault;
        this.how = how;
        this.simulator = simulator;
        this.speed = speed;
        this.perSecond = perSecond;
    }

    @Override
    public Fault fault() {
        return fault;
    }

    @Override
    public void on() throws IOException, InterruptedException {
        before = injected();
        turn(how.turns().get(0));
    }

    @Override
    public void turn(Turn turn) throws IOException, InterruptedException {
        Json.send("PUT", page(), how.settings(turn, speed, perSecond));
    }

    @Override
    public void off() throws IOException, InterruptedException {
        Json.delete(page());
    }

    @Override
    public Proof proof() throws IOException, InterruptedException {
        long hit = injected() - before;
        return new Proof(hit > 0, OptionalLong.of(hit), fault.name() + " hit " + hit + " calls to " + fault.subject());
    }

    /** How many calls the fault has hit since the simulator started. */
    private long injected() throws IOException, InterruptedException {
        for (JsonNode state : Json.get(simulator.resolve("/_sim/faults"))) {
            if (state.path("name").asText().equals(how.kind().label())) {
                return state.path("injected").asLong();
            }
        }
        throw new IOException(
                "the simulator at " + simulator + " has no fault " + how.kind().label());
    }

    private URI page() {
        return simulator.resolve("/_sim/faults/" + how.kind().label());
    }
}
