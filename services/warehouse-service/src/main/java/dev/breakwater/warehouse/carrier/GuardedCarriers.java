package dev.breakwater.warehouse.carrier;

import dev.breakwater.resilience.Deadline;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guarding;
import dev.breakwater.resilience.Guards;
import dev.breakwater.warehouse.carrier.CarrierAnswer.NotServed;
import org.springframework.stereotype.Component;

/**
 * FedEx and UPS behind their breakers, each the other's fallback, and the standard rates behind both. The first carrier gets half of the
 * time that is left, so that the second can still be asked. Thread-safe.
 */
@Component
public class GuardedCarriers {

    /** Which carrier is asked first. */
    public enum Preference {
        FEDEX,
        UPS
    }

    private final Chain fedExFirst;
    private final Chain upsFirst;
    private final StandardRates standard;

    GuardedCarriers(Guards guards, FedExClient fedEx, UpsClient ups, StandardRates standard) {
        this.standard = standard;
        fedExFirst = new Chain(guards, fedEx, ups, standard);
        upsFirst = new Chain(guards, ups, fedEx, standard);
    }

    /** A price, always; {@link NotServed} only if both carriers say so. */
    public Rate rate(Shipment shipment, Preference preference) {
        return (preference == Preference.FEDEX ? fedExFirst : upsFirst).rate(shipment);
    }

    /** The standard rate, when there is no time left to ask anybody. */
    public Rate standardRate(Shipment shipment, Preference preference) {
        String name = preference == Preference.FEDEX ? FedExClient.NAME : UpsClient.NAME;
        return new Rate(standard.price(shipment), name + "=standardRate");
    }

    /**
     * What a carrier really takes, without fallbacks of ours.
     *
     * @throws DependencyUnavailableException if that is not known
     */
    public CarrierAnswer cost(Shipment shipment) {
        CarrierAnswer first;
        try {
            first = fedExFirst.alone.with(shipment).answer();
        } catch (DependencyUnavailableException away) {
            CarrierAnswer other = upsFirst.alone.with(shipment).answer();
            if (other instanceof NotServed) {
                throw away; // the absent one may serve it
            }
            return other;
        }
        return first instanceof NotServed ? upsFirst.alone.with(shipment).answer() : first;
    }

    /** One order of asking. */
    private static final class Chain {

        private final GuardedCall<Shipment, Rate> alone;
        private final GuardedCall<Shipment, Rate> withFallbacks;
        private final GuardedCall<Shipment, Rate> second;

        Chain(Guards guards, Carrier first, Carrier other, StandardRates standard) {
            GuardedCall<Shipment, Rate> otherAlone =
                    guarding(guards, other).call(shipment -> new Rate(other.price(shipment), null));
            alone = guarding(guards, first).call(shipment -> new Rate(first.price(shipment), null));
            withFallbacks = guarding(guards, first)
                    .<Shipment, Rate>call(shipment -> inHalfTheTime(first, shipment))
                    .orElse(other.name() + "Rate", (shipment, why) -> {
                        CarrierAnswer answer = otherAlone.with(shipment).answer();
                        if (answer instanceof NotServed) { // the first may serve it: not for us to refuse
                            throw new CarrierFailedException(other.name(), "does not deliver there");
                        }
                        return new Rate(answer, first.name() + "=" + other.name() + "Rate");
                    })
                    .orElse(
                            "standardRate",
                            (shipment, why) -> new Rate(standard.price(shipment), first.name() + "=standardRate"));
            second = guarding(guards, other)
                    .<Shipment, Rate>call(shipment -> new Rate(other.price(shipment), null))
                    .orElse(
                            "standardRate",
                            (shipment, why) -> new Rate(standard.price(shipment), other.name() + "=standardRate"));
        }

        Rate rate(Shipment shipment) {
            Rate rate = withFallbacks.with(shipment);
            return rate.answer() instanceof NotServed ? second.with(shipment) : rate;
        }

        private static Guarding guarding(Guards guards, Carrier carrier) {
            return guards.on(carrier.name())
                    .circuitBreaker()
                    .concurrencyLimit()
                    .timeLimit()
                    .idempotent();
        }

        private static Rate inHalfTheTime(Carrier carrier, Shipment shipment) {
            Deadline deadline = Deadline.current();
            return deadline == null
                    ? new Rate(carrier.price(shipment), null)
                    : Deadline.within(deadline.remaining().dividedBy(2), () -> new Rate(carrier.price(shipment), null));
        }
    }
}
