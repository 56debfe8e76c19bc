package dev.breakwater.notification;

import dev.breakwater.notification.channel.MessageChannel;
import dev.breakwater.notification.sendgrid.GuardedSendGrid;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import java.util.List;

class SendGridChannelTest extends ChannelContract {

    @Override
    MessageChannel channel() {
        return stack.service.bean(GuardedSendGrid.class);
    }

    @Override
    long has(String event) {
        return stack.surroundings.mails(List.of(event));
    }

    @Override
    void away() {
        stack.surroundings.sendGrid.faults().on(Fault.ERROR_503, FaultSettings.always());
    }
}
