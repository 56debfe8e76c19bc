package dev.breakwater.notification.mailqueue;

import com.amazonaws.AmazonWebServiceRequest;
import com.amazonaws.ClientConfiguration;
import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.AmazonSQSClientBuilder;
import com.amazonaws.services.sqs.model.ChangeMessageVisibilityRequest;
import com.amazonaws.services.sqs.model.CreateQueueRequest;
import com.amazonaws.services.sqs.model.DeleteMessageRequest;
import com.amazonaws.services.sqs.model.GetQueueAttributesRequest;
import com.amazonaws.services.sqs.model.GetQueueUrlRequest;
import com.amazonaws.services.sqs.model.QueueDoesNotExistException;
import com.amazonaws.services.sqs.model.ReceiveMessageRequest;
import com.amazonaws.services.sqs.model.SendMessageRequest;
import dev.breakwater.resilience.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A standard queue on SQS: the only class that knows the AWS SDK. Version 1 of the SDK has left support; version 2 would change this class and no
 * other. Thread-safe. Makes no attempt twice: that is the caller's decision. The queue is made by whoever needs it first, so that SQS may
 * come up later than this service.
 */
final class SqsQueue implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SqsQueue.class);
    private static final String WAITING = "ApproximateNumberOfMessages";
    private static final String HIDDEN = "ApproximateNumberOfMessagesNotVisible";

    /** The longest that SQS can; by default it forgets a message after four days. */
    private static final Duration KEPT = Duration.ofDays(14);

    private final String name;
    private final SqsProperties properties;
    private final AmazonSQS sqs;
    private volatile @Nullable String url;

    SqsQueue(String name, SqsProperties properties) {
        this.name = name;
        this.properties = properties;
        int callTimeout = Math.toIntExact(properties.callTimeout().toMillis());
        this.sqs = AmazonSQSClientBuilder.standard()
                .withEndpointConfiguration(
                        new EndpointConfiguration(properties.endpoint().toString(), properties.region()))
                .withCredentials(new AWSStaticCredentialsProvider(
                        new BasicAWSCredentials(properties.accessKey(), properties.secretKey())))
                .withClientConfiguration(new ClientConfiguration()
                        .withMaxErrorRetry(0)
                        .withConnectionTimeout(
                                Math.toIntExact(properties.connectTimeout().toMillis()))
                        .withSocketTimeout(callTimeout)
                        .withClientExecutionTimeout(callTimeout))
                .build();
    }

    /** A message in our hands, hidden from others for a while. */
    record Received(String body, String receipt) {}

    /** Returns once SQS has stored the text. */
    void send(String text) {
        on(queue -> sqs.sendMessage(withinDeadline(new SendMessageRequest(queue, text))));
    }

    /** Waits for the first message as long as the long poll is; at most {@code max} messages, 1 to 10. */
    List<Received> receive(int max) {
        return on(queue -> sqs.receiveMessage(new ReceiveMessageRequest(queue)
                        .withMaxNumberOfMessages(max)
                        .withWaitTimeSeconds((int) properties.longPoll().toSeconds())))
                .getMessages()
                .stream()
                .map(message -> new Received(message.getBody(), message.getReceiptHandle()))
                .toList();
    }

    void delete(Received received) {
        on(queue -> sqs.deleteMessage(new DeleteMessageRequest(queue, received.receipt())));
    }

    /** Hides the message for that long, whole seconds, rounded up, at most 12 h. */
    void postpone(Received received, Duration howLong) {
        int seconds = (int) Math.min(
                Duration.ofHours(12).toSeconds(), howLong.plusMillis(999).toSeconds());
        on(queue -> sqs.changeMessageVisibility(
                new ChangeMessageVisibilityRequest(queue, received.receipt(), Math.max(1, seconds))));
    }

    /** How many messages there are, those in somebody's hands included; SQS says about how many. */
    long depth() {
        Map<String, String> attributes = on(queue -> sqs.getQueueAttributes(
                        withinDeadline(new GetQueueAttributesRequest(queue).withAttributeNames(WAITING, HIDDEN))))
                .getAttributes();
        return Long.parseLong(attributes.getOrDefault(WAITING, "0"))
                + Long.parseLong(attributes.getOrDefault(HIDDEN, "0"));
    }

    @Override
    public void close() {
        sqs.shutdown();
    }

    private <R> R on(Function<String, R> call) {
        String known = url;
        if (known == null) {
            known = ensure();
            url = known;
        }
        try {
            return call.apply(known);
        } catch (QueueDoesNotExistException lost) {
            url = null; // the next call makes it again
            throw lost;
        }
    }

    private String ensure() {
        try {
            return sqs.getQueueUrl(withinDeadline(new GetQueueUrlRequest(name))).getQueueUrl();
        } catch (QueueDoesNotExistException missing) {
            log.info("creating the queue {}", name);
            Map<String, String> attributes = Map.of(
                    "VisibilityTimeout",
                    Long.toString(properties.visibility().toSeconds()),
                    "MessageRetentionPeriod",
                    Long.toString(KEPT.toSeconds()));
            return sqs.createQueue(withinDeadline(new CreateQueueRequest(name).withAttributes(attributes)))
                    .getQueueUrl();
        }
    }

    /** The SDK keeps its own time; this makes it keep ours. */
    private static <R extends AmazonWebServiceRequest> R withinDeadline(R request) {
        Deadline deadline = Deadline.current();
        if (deadline != null) {
            request.setSdkClientExecutionTimeout(
                    (int) Math.max(1, deadline.remaining().toMillis()));
        }
        return request;
    }
}
