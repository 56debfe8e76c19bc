package dev.breakwater.notification.sendgrid;

import com.sendgrid.Response;
import com.sendgrid.SendGrid;
import dev.breakwater.notification.channel.Delivery;
import dev.breakwater.notification.channel.Delivery.Accepted;
import dev.breakwater.notification.channel.Delivery.NotSent;
import dev.breakwater.notification.channel.Delivery.Queued;
import dev.breakwater.notification.channel.Delivery.Refused;
import dev.breakwater.notification.channel.MessageChannel;
import dev.breakwater.notification.channel.ProviderFailedException;
import dev.breakwater.notification.channel.Quiet;
import dev.breakwater.notification.channel.RequestedWait;
import dev.breakwater.notification.mailqueue.GuardedMailQueue;
import dev.breakwater.notification.message.Notice;
import dev.breakwater.notification.message.Templates;
import dev.breakwater.resilience.DeadlineHttp;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Trouble;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Mail by SendGrid behind the breaker {@code sendgrid}; where it cannot be sent, the mail queue keeps it. Thread-safe. */
@Component
public class GuardedSendGrid implements MessageChannel {

    private final SendGrid sendGrid;
    private final SendGridMails mails;
    private final Templates templates;
    private final RequestedWait requestedWait;
    private final Quiet quiet;
    private final GuardedMailQueue queue;
    private final GuardedCall<Notice, Delivery> send;
    private final GuardedCall<Notice, Delivery> sendOrQueue;

    GuardedSendGrid(
            Guards guards,
            DeadlineHttp http,
            SendGridProperties properties,
            Templates templates,
            GuardedMailQueue queue,
            Clock clock) {
        sendGrid = new SendGrid(properties.apiKey(), new DeadlineBoundClient(http, properties.apiBase()));
        mails = new SendGridMails(properties);
        requestedWait = new RequestedWait(clock, properties.longestWait());
        quiet = new Quiet(clock);
        this.templates = templates;
        this.queue = queue;
        send = guards.on("sendgrid")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(this::post);
        sendOrQueue = send.orElse("queueMail", this::queueMail);
    }

    /** Sends, or says why not: for mails that wait somewhere already. */
    @Override
    public Delivery deliver(Notice notice) {
        Duration left = quiet.left();
        if (!left.isZero()) {
            return new NotSent("SendGrid asked to be left alone", false, left);
        }
        return through(send, notice);
    }

    /** Sends, or else queues. */
    public Delivery deliverOrQueue(Notice notice) {
        Duration left = quiet.left();
        if (!left.isZero()) {
            return queue.put(notice, new NotSent("SendGrid asked to be left alone", false, left));
        }
        return through(sendOrQueue, notice);
    }

    private static Delivery through(GuardedCall<Notice, Delivery> call, Notice notice) {
        try {
            return call.with(notice);
        } catch (DependencyUnavailableException unavailable) {
            return Delivery.without(unavailable);
        }
    }

    /** Right even when SendGrid may have the mail: before it is sent from the queue the record is asked. */
    private Delivery queueMail(Notice notice, Trouble why) {
        Delivery instead = Delivery.without(new DependencyUnavailableException(why, Duration.ZERO));
        if (queue.put(notice, instead) instanceof Queued queued) {
            return queued;
        }
        throw new IllegalStateException(
                "The mail queue did not take it"); // the trouble with SendGrid is then the answer
    }

    private Delivery post(Notice notice) throws IOException {
        Response answer = sendGrid.api(mails.request(templates.mail(notice)));
        int status = answer.getStatusCode();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(answer.getHeaders());
        if (status >= 200 && status < 300) {
            return new Accepted(headers.getOrDefault("X-Message-Id", ""));
        }
        if (ProviderFailedException.saysNothingOfTheMessage(status)) {
            Duration wait = requestedWait.in(headers);
            quiet.keep(wait);
            throw new ProviderFailedException("SendGrid", status, wait);
        }
        return new Refused("SendGrid answered " + status + SendGridMails.refusedFields(answer.getBody()));
    }
}
