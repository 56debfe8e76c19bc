package dev.breakwater.notification;

import static dev.breakwater.notification.Notices.event;
import static dev.breakwater.notification.Notices.mail;
import static dev.breakwater.notification.Notices.text;
import static dev.breakwater.notification.Stack.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.simulators.twilio.TextMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private final Stack stack = Stack.shared();

    @BeforeEach
    void heal() throws Exception {
        stack.heal();
    }

    @Test
    void aMessageWithANumberGoesBySmsAndNotByMail() throws Exception {
        String event = event();
        stack.publish(List.of(text(event)));
        await().atMost(PATIENCE)
                .until(() -> stack.surroundings.column("delivery", event).equals("ARRIVED"));
        assertThat(stack.status(event)).isEqualTo("SENT");
        assertThat(stack.surroundings.column("notice", event))
                .as("what is personal")
                .isEmpty();
        assertThat(stack.messages(event)).isEqualTo(1);
        TextMessage text = stack.surroundings.twilio.ledger().messages().stream()
                .filter(each -> String.valueOf(each.statusCallback()).endsWith(event))
                .findFirst()
                .orElseThrow();
        assertThat(text.segments()).isEqualTo(1);
        assertThat(stack.surroundings.column("provider_id", event)).isEqualTo(text.sid());
    }

    @Test
    void whoeverIsToBeToldAndHowItWasIsOneMessage() throws Exception {
        String byMail = event();
        String bySms = event();
        List<String> both = List.of(mail(byMail), text(bySms, "+4915111111111"));
        stack.publish(both);
        stack.publish(both);
        double before = stack.service.metric("notification.messages", "outcome:duplicate");
        stack.publish(both);
        await().atMost(PATIENCE)
                .until(() -> stack.service.metric("notification.messages", "outcome:duplicate") >= before + 2);
        stack.oneEach(List.of(byMail, bySms));
    }

    @Test
    void anSmsThatTwilioRefusesIsAMail() throws Exception {
        List<String> numbers = List.of("+15005550001", "+15005550002", "+15005550003", "+15005550004", "+15005550009");
        List<String> events = Notices.events(numbers.size());
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            messages.add(text(events.get(i), numbers.get(i)));
        }
        stack.publish(messages);
        stack.oneEach(events);
        assertThat(stack.surroundings.mails(events)).isEqualTo(numbers.size());
        assertThat(stack.service.breaker("twilio").getMetrics().getNumberOfFailedCalls())
                .as("a refusal says nothing of Twilio")
                .isZero();
    }

    @Test
    void anSmsThatDoesNotArriveIsReplacedByOneMail() throws Exception {
        List<String> events = Notices.events(2);
        stack.publish(List.of(text(events.get(0), "+15005553003"), text(events.get(1), "+15005553005")));
        await().atMost(PATIENCE).until(() -> stack.surroundings.mails(events) == 2);
        await().atMost(PATIENCE)
                .until(() -> events.stream()
                        .allMatch(event ->
                                stack.surroundings.column("delivery", event).equals("ARRIVED")));
        assertThat(stack.surroundings.texts(events)).isEqualTo(2);
        assertThat(stack.surroundings.mails(events)).isEqualTo(2);
        assertThat(events)
                .allMatch(event -> stack.surroundings.column("route", event).equals("MAIL"));
    }

    @Test
    void aMailThatBouncesIsKnownToHave() throws Exception {
        String event = event();
        stack.publish(List.of(mail(event, "bounce-1@example.org")));
        await().atMost(PATIENCE)
                .until(() -> stack.surroundings.column("delivery", event).equals("LOST"));
        assertThat(stack.status(event)).isEqualTo("SENT");
        assertThat(stack.messages(event)).isEqualTo(1);
    }

    @Test
    void aMailThatSendGridRefusesIsSetAsideWithTheReasonAndNothingPersonalIsLogged() throws Exception {
        String refused = mail(event(), "ada@localhost");
        String next = event();
        String refusedSms = event();
        Map<String, String> dead = new HashMap<>();
        try (LoggedLines log = new LoggedLines()) {
            stack.publish(List.of(refused, mail(next), text(refusedSms, "+15005550004")));
            await().atMost(PATIENCE).until(() -> {
                dead.putAll(stack.surroundings.broker.takeDead());
                return !dead.isEmpty();
            });
            await().atMost(PATIENCE).until(() -> log.lines().stream().anyMatch(line -> line.contains(next)));
            await().atMost(PATIENCE)
                    .until(() -> log.lines().stream()
                            .anyMatch(line -> line.startsWith("Done (mail)") && line.contains(refusedSms)));
            assertThat(log.lines())
                    .anyMatch(line -> line.startsWith("Set aside on notifications.mail.dead"))
                    .noneMatch(line -> line.contains("ada@") || line.contains("Ada") || line.contains("+1500"));
        }
        assertThat(dead).containsOnlyKeys(refused);
        assertThat(dead.get(refused)).startsWith("SendGrid answered 400 on personalizations");
    }

    @Test
    void messagesThatMakeNoSenseAreSetAsideAndBlockNobody() throws Exception {
        String good = mail(event());
        List<String> nonsense = List.of(
                "{",
                "null",
                "[]",
                "7",
                good + good,
                good.replace("ORDER_CONFIRMED", "ORDER_LOST"),
                good.replace("ada@example.org", "not an address"),
                good.replace("\"Ada\"", "null"),
                good.replace("\"Ada\"", "{\"first\":\"Ada\"}"),
                good.replace("eventId", "event_id"),
                text(event(), "0151 123"),
                "x".repeat(300_000));
        String last = event();
        stack.publish(Stream.concat(nonsense.stream(), Stream.of(mail(last))).toList());
        stack.oneEach(List.of(last));
        Map<String, String> dead = new HashMap<>();
        await().atMost(PATIENCE).until(() -> {
            dead.putAll(stack.surroundings.broker.takeDead());
            return dead.size() >= nonsense.size();
        });
        assertThat(dead.keySet()).containsExactlyInAnyOrderElementsOf(nonsense);
        assertThat(dead.values()).allMatch(reason -> reason.startsWith("the message ") && !reason.contains("Ada"));
    }

    @Test
    void aMessageOfBeforeThereWereSmsIsStillUnderstood() throws Exception {
        String event = event();
        stack.publish(List.of(mail(event).replace("\"email\"", "\"to\"")));
        stack.oneEach(List.of(event));
    }
}
