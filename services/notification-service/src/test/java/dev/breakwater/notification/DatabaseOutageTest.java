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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseOutageTest {

    private final Stack stack = Stack.shared();
    private final Surroundings around = stack.surroundings;

    @BeforeEach
    void heal() throws Exception {
        stack.heal();
    }

    /** What strikes the database. */
    enum DatabaseFault {
        CRASH,
        HANG,
        ERROR,
        SLOW
    }

    @ParameterizedTest
    @EnumSource(DatabaseFault.class)
    void withoutTheirRecordMessagesWaitInTheirQueueAndAfterwardsEachIsSentOnce(DatabaseFault fault) throws Exception {
        Transitions transitions = new Transitions(stack.service, "notification-db");
        List<String> events = Notices.events(12);
        List<String> messages = new ArrayList<>(mails(events.subList(0, 6)));
        messages.addAll(Notices.texts(events.subList(6, 12)));
        strike(fault);
        try {
            stack.publish(messages);
            await().atMost(PATIENCE).until(transitions::opened);
            if (fault != DatabaseFault.SLOW) { // slowly recorded is recorded
                assertThat(around.messages(events)).isEmpty();
            }
            assertThat(stack.service.health("liveness")).isEqualTo("UP");
        } finally {
            heal(fault);
        }
        stack.publish(messages); // and now all of them twice
        await().atMost(PATIENCE).until(transitions::closedAgain);
        transitions.openedAndClosedByItself();
        await().atMost(PATIENCE).until(() -> around.allSent(events));
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

    private void strike(DatabaseFault fault) {
        switch (fault) {
            case CRASH -> around.database.kill();
            case HANG -> around.database.suspend();
            case ERROR -> around.sql("alter table deliveries rename to deliveries_elsewhere");
            case SLOW ->
                around.sql("create or replace function be_slow() returns trigger language plpgsql as"
                        + " 'begin perform pg_sleep(0.7); return null; end';"
                        + "create trigger slow after insert or update on deliveries"
                        + " for each statement execute function be_slow()");
        }
    }

    private void heal(DatabaseFault fault) {
        switch (fault) {
            case CRASH -> around.database.start();
            case HANG -> around.database.resume();
            case ERROR -> around.sql("alter table deliveries_elsewhere rename to deliveries");
            case SLOW -> around.sql("drop trigger slow on deliveries");
        }
    }
}
