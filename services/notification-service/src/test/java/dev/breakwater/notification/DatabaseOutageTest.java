package dev.breakwater.notification;

import static dev.breakwater.notification.Notices.event;
import static dev.breakwater.notification.Notices.mail;
import static dev.breakwater.notification.Notices.mails;
import static dev.breakwater.notification.Notices.text;
import static dev.breakwater.notification.Stack.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseOutageTest {

    private final Stack stack = Stack.shared();
    private final Surroundings around = stack.surroundings;

    @BeforeEach
    void heal() throws Exception {
        stack.heal();
    }

    @Test
    void withoutTheirRecordMessagesWaitInTheirQueueAndAfterwardsEachIsSentOnce() throws Exception {
        around.database.kill();
        List<String> events = Notices.events(12);
        List<String> messages = new ArrayList<>(mails(events.subList(0, 6)));
        messages.addAll(Notices.texts(events.subList(6, 12)));
        stack.publish(messages);
        await().atMost(PATIENCE).until(() -> stack.service.isOpen("notification-db"));
        assertThat(events).allMatch(event -> stack.messages(event) == 0);
        assertThat(stack.service.health("liveness")).isEqualTo("UP");
        around.database.start();
        stack.publish(messages); // and now all of them twice
        stack.oneEach(events);
        await().atMost(PATIENCE).until(() -> around.allSent(events));
        stack.oneEach(events);
    }

    @Test
    void aDatabaseThatHangsHoldsNothingForEver() throws Exception {
        List<String> events = Notices.events(4);
        around.database.suspend();
        try {
            stack.publish(mails(events));
            await().atMost(PATIENCE)
                    .until(() -> stack.service
                                    .breaker("notification-db")
                                    .getMetrics()
                                    .getNumberOfFailedCalls()
                            > 0);
            assertThat(around.mails(events)).isZero();
        } finally {
            around.database.resume();
        }
        stack.oneEach(events);
    }

    @Test
    void whatWasSentWhileTheDatabaseWentAwayIsRecordedWhenItIsBackAndNotSentAgain() throws Exception {
        around.sendGrid.faults().on(Fault.SLOW, FaultSettings.always().with("delayMs", 1_500));
        around.twilio.faults().on(Fault.SLOW, FaultSettings.always().with("delayMs", 1_500));
        String byMail = event();
        String bySms = event();
        stack.publish(List.of(mail(byMail), text(bySms)));
        await().atMost(PATIENCE)
                .until(() -> stack.status(byMail).equals("SENDING")
                        && stack.status(bySms).equals("SENDING"));
        around.database.kill();
        stack.oneEach(List.of(byMail, bySms));
        around.heal();
        await().atMost(PATIENCE).until(() -> around.allSent(List.of(byMail, bySms)));
        stack.oneEach(List.of(byMail, bySms));
    }
}
