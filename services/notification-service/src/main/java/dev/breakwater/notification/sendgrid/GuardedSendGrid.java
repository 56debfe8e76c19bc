package dev.breakwater.notification.sendgrid;

import com.sendgrid.Response;
import com.sendgrid.SendGrid;
import dev.breakwater.notification.mail.RenderedMail;
import dev.breakwater.notification.sendgrid.Delivery.Accepted;
import dev.breakwater.notification.sendgrid.Delivery.Failed;
import dev.breakwater.notification.sendgrid.Delivery.NotAsked;
import dev.breakwater.notification.sendgrid.Delivery.Refused;
import dev.breakwater.resilience.DeadlineHttp;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Trouble;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Hands mails to SendGrid behind the breaker {@code sendgrid}. Thread-safe. */
@Component
public class GuardedSendGrid {

    private final SendGrid sendGrid;
    private final SendGridMails mails;
    private final RequestedWait requestedWait;
    private final GuardedCall<RenderedMail, Delivery> send;

    GuardedSendGrid(Guards guards, DeadlineHttp http, SendGridProperties properties, Clock clock) {
        sendGrid = new SendGrid(properties.apiKey(), new DeadlineBoundClient(http, properties.apiBase()));
        mails = new SendGridMails(properties);
        requestedWait = new RequestedWait(clock, properties.longestWait());
        // No fallback here: the mail is in the queue already, and stays there.
        send = guards.on("sendgrid")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(this::post);
    }

    public Delivery send(RenderedMail mail) {
        try {
            return send.with(mail);
        } catch (DependencyUnavailableException e) {
            if (e.trouble() instanceof Trouble.Failed failed) {
                return failed.cause() instanceof SendGridFailedException answer
                        ? new Failed(String.valueOf(answer.getMessage()), answer.askedToWait())
                        : new Failed(failed.cause().getClass().getSimpleName(), Duration.ZERO);
            }
            return new NotAsked(e.retryAfter());
        }
    }

    private Delivery post(RenderedMail mail) throws IOException {
        Response answer = sendGrid.api(mails.request(mail));
        int status = answer.getStatusCode();
        if (status >= 200 && status < 300) {
            return new Accepted();
        }
        if (saysNothingOfTheMail(status)) {
            throw new SendGridFailedException(status, requestedWait.in(answer.getHeaders()));
        }
        return new Refused("SendGrid answered " + status + SendGridMails.refusedFields(answer.getBody()));
    }

    /** A wrong key (401, 403) is our fault, not the mail's: no mail is given up for it. */
    private static boolean saysNothingOfTheMail(int status) {
        return status < 400 || status >= 500 || status == 401 || status == 403 || status == 408 || status == 429;
    }
}
