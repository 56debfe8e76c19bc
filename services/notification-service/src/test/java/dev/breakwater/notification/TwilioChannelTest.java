package dev.breakwater.notification;

import dev.breakwater.notification.channel.MessageChannel;
import dev.breakwater.notification.twilio.GuardedTwilio;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import java.util.List;

class TwilioChannelTest extends ChannelContract {

    @Override
    MessageChannel channel() {
        return stack.service.bean(GuardedTwilio.class);
    }

    @Override
    String phone() {
        return "+4915112121212";
    }

    @Override
    long has(String event) {
        return stack.surroundings.texts(List.of(event));
    }

    @Override
    void away() {
        stack.surroundings.twilio.faults().on(Fault.ERROR_503, FaultSettings.always());
    }
}
