package dev.breakwater.e2e.faults;

import dev.breakwater.e2e.load.Route;
import java.util.List;

/** What stands in for a dependency fails together with it: then nothing is left but an honest answer, and nothing may be lost all the same. */
final class Pairs {

    static final List<Scenario> ALL = List.of(
            // the profile's shared copy is away with the database and its replicas; this process's own copy does not
            // know everybody
            Scenario.together(
                            "redis+user-db",
                            "redis/crash",
                            "user-db/crash",
                            "user-db-replica-1/crash",
                            "user-db-replica-2/crash",
                            "user-db-replica-3/crash")
                    .owing(Owed.nothing().excusing(Route.PROFILE)),
            // the outbox is the queue
            Scenario.together("sqs+stripe", "sqs/crash", "error-503"),
            // the second acquirer is away as well
            Scenario.together("stripe+bank", "error-503", "bank/error-503").promising(Promise.LEFT_ALONE),
            // nobody knows what became of a charge at either
            Scenario.together("stripe+bank-unknown", "error-503", "bank/reply-lost"),
            // the standard rate, and stock by the book
            Scenario.together(
                    "fedex+ups+warehouse-north", "fedex/error-503", "ups/error-503", "warehouse-north/error-503"),
            // the mails wait in the outbox, and after it in the broker
            Scenario.together("amqp+sendgrid", "sendgrid/error-503", "amqp/crash"));

    private Pairs() {}
}
