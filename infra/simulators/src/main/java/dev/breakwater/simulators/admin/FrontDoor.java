package dev.breakwater.simulators.admin;

import dev.breakwater.simulators.faults.FaultGate;
import dev.breakwater.simulators.faults.Service;
import dev.breakwater.simulators.http.Call;
import dev.breakwater.simulators.http.Exchange;
import dev.breakwater.simulators.http.Outcome;

/** Sorts calls: the simulator's own pages, the API (through the faults), and all else (which the provider refuses in its own words). */
public final class FrontDoor implements Exchange {

    private final AdminApi admin;
    private final FaultGate gate;
    private final Service service;
    private final String apiPrefix;

    /** @param apiPrefix where the API begins, {@code /v1/}: faults strike there and nowhere else */
    public FrontDoor(AdminApi admin, FaultGate gate, Service service, String apiPrefix) {
        this.admin = admin;
        this.gate = gate;
        this.service = service;
        this.apiPrefix = apiPrefix;
    }

    @Override
    public Outcome answer(Call call) {
        if (admin.owns(call.path())) {
            return new Outcome.Answered(admin.answer(call));
        }
        if (call.path().startsWith(apiPrefix)) {
            return gate.pass(call);
        }
        return new Outcome.Answered(service.admit(call).complete(reply -> reply));
    }
}
