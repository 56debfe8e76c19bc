package dev.breakwater.notification;

import dev.breakwater.notification.channel.MessageChannel;
import dev.breakwater.notification.mailqueue.GuardedMailQueue;
import java.util.List;

/** The fallback of SendGrid: what it takes, the drain sends. */
class MailQueueChannelTest extends ChannelContract {

    @Override
    MessageChannel channel() {
        return stack.service.bean(GuardedMailQueue.class);
    }

    @Override
    long has(String event) {
        return stack.surroundings.mails(List.of(event));
    }

    @Override
    void away() {
        stack.surroundings.sqs.kill();
    }
}
