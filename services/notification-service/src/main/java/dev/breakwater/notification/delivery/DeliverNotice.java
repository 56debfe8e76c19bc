package dev.breakwater.notification.delivery;

import dev.breakwater.notification.channel.Delivery;
import dev.breakwater.notification.channel.Delivery.Accepted;
import dev.breakwater.notification.channel.Delivery.NotSent;
import dev.breakwater.notification.channel.Delivery.Queued;
import dev.breakwater.notification.channel.Delivery.Refused;
import dev.breakwater.notification.channel.Delivery.Unknown;
import dev.breakwater.notification.delivery.Step.Dead;
import dev.breakwater.notification.delivery.Step.Done;
import dev.breakwater.notification.delivery.Step.Later;
import dev.breakwater.notification.ledger.Claim;
import dev.breakwater.notification.ledger.Deliveries;
import dev.breakwater.notification.ledger.Route;
import dev.breakwater.notification.message.Notice;
import dev.breakwater.notification.sendgrid.GuardedSendGrid;
import dev.breakwater.notification.twilio.GuardedTwilio;
import dev.breakwater.notification.twilio.Search;
import dev.breakwater.resilience.DependencyUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Delivers a message: one per event, whatever is redelivered and whoever dies. The row says that a message is about to be sent before it is sent; what
 * was sent by somebody who could not say so any more is asked after, or word of it awaited, before anything is sent again. Thread-safe.
 */
@Component
public class DeliverNotice {

    private static final Logger log = LoggerFactory.getLogger(DeliverNotice.class);

    private final Deliveries deliveries;
    private final GuardedTwilio twilio;
    private final GuardedSendGrid sendGrid;
    private final Waits waits;
    private final Pauses pauses;

    DeliverNotice(Deliveries deliveries, GuardedTwilio twilio, GuardedSendGrid sendGrid, Waits waits, Pauses pauses) {
        this.deliveries = deliveries;
        this.twilio = twilio;
        this.sendGrid = sendGrid;
        this.waits = waits;
        this.pauses = pauses;
    }

    /**
     * Looks at a message and does what may be done.
     *
     * @param mayQueue whether a mail that cannot be sent is put into the mail queue; false if it came from there
     * @throws DependencyUnavailableException if the record cannot be asked: nothing was sent
     */
    public Step deliver(Notice notice, boolean mayQueue) {
        return act(notice, deliveries.claim(notice), mayQueue);
    }

    private Step act(Notice notice, Claim claim, boolean mayQueue) {
        if (claim instanceof Claim.Send send) {
            return send.route() == Route.SMS ? bySms(notice, send, mayQueue) : byMail(notice, send, mayQueue);
        }
        if (claim instanceof Claim.Ask) {
            return ask(notice, mayQueue);
        }
        return claim instanceof Claim.Wait wait
                ? new Later(wait.howLong(), "it may be on its way already", false)
                : new Done("duplicate");
    }

    private Step bySms(Notice notice, Claim.Send claim, boolean mayQueue) {
        Delivery delivery = twilio.deliver(notice);
        if (delivery instanceof Refused refused) {
            log.info("Mail instead of SMS ({}): {}", refused.reason(), notice);
        } else if (delivery instanceof NotSent notSent) {
            log.info("Mail instead of SMS ({}): {}", notSent.reason(), notice);
        } else {
            return conclude(claim, delivery);
        }
        return act(notice, deliveries.mailInstead(claim), mayQueue);
    }

    private Step byMail(Notice notice, Claim.Send claim, boolean mayQueue) {
        return conclude(claim, mayQueue ? sendGrid.deliverOrQueue(notice) : sendGrid.deliver(notice));
    }

    /** Nobody knows what came of the SMS. Twilio does. */
    private Step ask(Notice notice, boolean mayQueue) {
        if (notice.phone() == null) {
            return new Dead("it was an SMS before and has no number now");
        }
        Search search = twilio.find(notice);
        if (search instanceof Search.Found found) {
            deliveries.found(notice.eventId(), found.sid());
            return new Done("found");
        }
        if (search instanceof Search.NotThere) {
            deliveries.notFound(notice.eventId());
            return deliver(notice, mayQueue);
        }
        return new Later(
                waits.forBreaker(deliveries.patience(Route.SMS)), "Twilio cannot be asked whether it has it", false);
    }

    private Step conclude(Claim.Send claim, Delivery delivery) {
        if (delivery instanceof Accepted accepted) {
            insist(() -> deliveries.sent(claim, accepted.providerId()));
            return new Done(claim.route() == Route.SMS ? "sms" : "mail");
        }
        if (delivery instanceof Queued queued) {
            conclude(claim, queued.instead());
            return new Done("queued");
        }
        if (delivery instanceof Refused refused) {
            insist(() -> deliveries.refused(claim));
            return new Dead(refused.reason());
        }
        if (delivery instanceof Unknown unknown) {
            insist(() -> deliveries.unknown(claim));
            return orGiveUp(claim, new Later(deliveries.patience(claim.route()), unknown.reason(), false));
        }
        NotSent notSent = (NotSent) delivery;
        insist(() -> deliveries.notSent(claim, notSent.asked()));
        Later later = new Later(waits.after(claim.attempts() + 1, notSent), notSent.reason(), true);
        return notSent.asked() ? orGiveUp(claim, later) : later;
    }

    private Step orGiveUp(Claim.Send claim, Later later) {
        int attempts = claim.attempts() + 1;
        return waits.areOver(attempts)
                ? new Dead("given up after " + attempts + " attempts, the last: " + later.reason())
                : later;
    }

    /** Only we know what came of the attempt, so we do not let go of it while the database is away. */
    private void insist(Runnable record) {
        while (true) {
            try {
                record.run();
                return;
            } catch (DependencyUnavailableException away) {
                if (!pauses.pause(waits.forBreaker(away.retryAfter()))) {
                    throw away; // the service stops; the lease runs out, and word of the message is awaited
                }
            }
        }
    }
}
