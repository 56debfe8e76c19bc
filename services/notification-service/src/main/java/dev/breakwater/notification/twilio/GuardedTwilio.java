package dev.breakwater.notification.twilio;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import dev.breakwater.notification.channel.Delivery;
import dev.breakwater.notification.channel.Delivery.Accepted;
import dev.breakwater.notification.channel.Delivery.NotSent;
import dev.breakwater.notification.channel.Delivery.Refused;
import dev.breakwater.notification.channel.MessageChannel;
import dev.breakwater.notification.channel.Quiet;
import dev.breakwater.notification.channel.RequestedWait;
import dev.breakwater.notification.message.Notice;
import dev.breakwater.notification.message.Templates;
import dev.breakwater.resilience.DeadlineHttp;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Trouble;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** SMS by Twilio behind the breaker {@code twilio}; a message that was certainly not sent goes by mail. Thread-safe. */
@Component
public class GuardedTwilio implements MessageChannel {

    private static final long LATEST = 50;

    private final TwilioRestClient twilio;
    private final TwilioProperties properties;
    private final Templates templates;
    private final Quiet quiet;
    private final GuardedCall<Notice, Delivery> send;
    private final GuardedCall<Notice, Search> find;

    GuardedTwilio(Guards guards, DeadlineHttp http, TwilioProperties properties, Templates templates, Clock clock) {
        this.properties = properties;
        this.templates = templates;
        quiet = new Quiet(clock);
        twilio = new TwilioRestClient.Builder(properties.accountSid(), properties.authToken())
                .httpClient(new DeadlineBoundClient(
                        http, properties.apiBase(), new RequestedWait(clock, properties.longestWait()), quiet))
                .build();
        send = guards.on("twilio")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(this::create)
                .orElse("sendMail", this::sendMail);
        find = guards.on("twilio")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .idempotent()
                .call(this::search);
    }

    /** Sends. What comes back as {@link Refused} or {@link NotSent} may go by mail; nothing else may. */
    @Override
    public Delivery deliver(Notice notice) {
        Duration left = quiet.left();
        if (!left.isZero()) {
            return new NotSent("Twilio asked to be left alone", false, left);
        }
        try {
            return send.with(notice);
        } catch (DependencyUnavailableException unavailable) {
            return Delivery.without(unavailable);
        }
    }

    /** Whether Twilio has the SMS of this event: among the latest {@value #LATEST} to the number it looks for the event's marker. */
    public Search find(Notice notice) {
        if (!quiet.left().isZero()) {
            return new Search.NoAnswer("Twilio asked to be left alone");
        }
        try {
            return find.with(notice);
        } catch (DependencyUnavailableException unavailable) {
            return new Search.NoAnswer(unavailable.trouble().getClass().getSimpleName());
        }
    }

    /** The mail is sent by whoever asked for the SMS: an SMS of which nobody knows must first be asked after. */
    private Delivery sendMail(Notice notice, Trouble why) {
        if (!Delivery.certainlyNotSent(why)) {
            throw new IllegalStateException("Twilio may have it");
        }
        return Delivery.without(new DependencyUnavailableException(why, Duration.ZERO));
    }

    private Delivery create(Notice notice) {
        try {
            Message message = Message.creator(
                            number(notice),
                            new PhoneNumber(properties.from()),
                            templates.sms(notice, Marker.of(notice.eventId())))
                    .setStatusCallback(callback(notice))
                    .create(twilio);
            return new Accepted(message.getSid());
        } catch (ApiException refused) {
            return new Refused("Twilio refused it with code " + refused.getCode()); // its message quotes the number
        }
    }

    private Search search(Notice notice) {
        String marker = Marker.of(notice.eventId());
        for (Message message : Message.reader()
                .setTo(number(notice))
                .setPageSize(LATEST)
                .firstPage(twilio)
                .getRecords()) {
            if (message.getBody().endsWith(marker)) {
                return new Search.Found(message.getSid());
            }
        }
        return new Search.NotThere();
    }

    private URI callback(Notice notice) {
        return properties.publicBaseUrl().resolve("/webhooks/twilio?event=" + notice.eventId());
    }

    private static PhoneNumber number(Notice notice) {
        String phone = notice.phone();
        if (phone == null) {
            throw new IllegalArgumentException("No phone in " + notice);
        }
        return new PhoneNumber(phone);
    }
}
