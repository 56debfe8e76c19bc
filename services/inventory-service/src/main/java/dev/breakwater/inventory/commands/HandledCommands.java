package dev.breakwater.inventory.commands;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers which commands took effect, in the transaction in which they do. */
@Component
class HandledCommands {

    private final JdbcClient jdbc;
    private final Clock clock;

    HandledCommands(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns false if the command took effect before. */
    boolean add(InventoryCommand command) {
        return jdbc.sql("insert into handled_commands (message_id, order_id, handled_at)"
                                + " values (:message, :order, :now) on conflict (message_id) do nothing")
                        .param("message", command.messageId())
                        .param("order", command.orderId())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
