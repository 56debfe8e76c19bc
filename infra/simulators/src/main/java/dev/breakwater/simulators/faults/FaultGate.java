package dev.breakwater.simulators.faults;

import dev.breakwater.simulators.faults.Service.Admission;
import dev.breakwater.simulators.http.Call;
import dev.breakwater.simulators.http.Outcome;
import dev.breakwater.simulators.http.Outcome.Answered;
import dev.breakwater.simulators.http.Outcome.Later;
import dev.breakwater.simulators.http.Outcome.Parked;
import dev.breakwater.simulators.http.Outcome.Reset;
import dev.breakwater.simulators.http.Outcome.Silent;
import dev.breakwater.simulators.http.Reply;
import dev.breakwater.simulators.ledger.RequestLog;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Stands before a provider's API and does what the switches say: the one place where a fault becomes an outcome. Thread-safe. */
public final class FaultGate {

    private static final UnaryOperator<Reply> AS_IT_IS = UnaryOperator.identity();

    private final Faults faults;
    private final Service service;
    private final RequestLog log;

    public FaultGate(Faults faults, Service service, RequestLog log) {
        this.faults = faults;
        this.service = service;
        this.log = log;
    }

    public Outcome pass(Call call) {
        String endpoint = service.endpoint(call);
        Optional<Injection> injection =
                faults.next(part -> service.part(call).filter(part::equals).isPresent());
        if (injection.isEmpty()) {
            Answered answer = new Answered(service.admit(call).complete(AS_IT_IS));
            log.answered(endpoint, answer.reply().status());
            return answer;
        }
        log.struck(endpoint, injection.get().fault().label());
        return strike(injection.get(), call);
    }

    private Outcome strike(Injection injection, Call call) {
        return switch (injection.fault()) {
            case ERROR_503, FLAPPING -> new Answered(service.unavailable());
            case RATE_LIMIT_429 -> new Answered(service.rateLimited(injection.parameter()));
            case TIMEOUT -> new Silent();
            case RESET -> new Reset();
            case REPLY_LOST -> {
                service.admit(call).complete(AS_IT_IS);
                yield new Silent();
            }
            case ERROR_500_AFTER -> new Answered(service.admit(call).complete(executed -> service.internalError()));
            case SLOW -> {
                Admission admission = service.admit(call);
                yield new Later(
                        Duration.ofMillis(injection.parameter()), () -> new Answered(admission.complete(AS_IT_IS)));
            }
            // Not even looked at before its turn: whoever stands in a queue of sockets is unknown to the provider.
            case OVERLOAD -> new Parked(faults::queue, () -> new Later(faults.work(), () -> executed(call)));
        };
    }

    private Outcome executed(Call call) {
        try {
            return new Answered(service.admit(call).complete(AS_IT_IS));
        } finally {
            faults.executed();
        }
    }
}
