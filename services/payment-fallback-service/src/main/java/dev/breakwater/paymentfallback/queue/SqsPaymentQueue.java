package dev.breakwater.paymentfallback.queue;

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
import com.amazonaws.services.sqs.model.Message;
import com.amazonaws.services.sqs.model.QueueDoesNotExistException;
import com.amazonaws.services.sqs.model.ReceiveMessageRequest;
import com.amazonaws.services.sqs.model.SendMessageRequest;
import com.amazonaws.services.sqs.model.SetQueueAttributesRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.resilience.Deadline;
import dev.breakwater.resilience.Speed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The payment queue on SQS: the only class that knows the AWS SDK. Version 1 of the SDK has left support; version 2 would
 * change this class and no other. Thread-safe. Makes no attempt twice: that is the caller's decision.
 *
 * <p>The queues are made by whoever needs them first, so that SQS may come up later than this service.
 *
 * <p>The deduplication id is the order's id. SQS forgets it after five minutes, and for five minutes swallows a second
 * message even if the first was consumed. Both are harmless only because a message is deleted for one reason alone: its
 * payment is final in payment-service's record. A payment that must wait is postponed, never deleted and sent again.
 */
@Component
class SqsPaymentQueue implements PaymentQueue, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(SqsPaymentQueue.class);
    /** The most that SQS offers; its own default of four days is shorter than a long weekend without a provider. */
    private static final Duration RETENTION = Duration.ofDays(14);

    private static final String RECEIVE_COUNT = "ApproximateReceiveCount";
    private static final String SENT_AT = "SentTimestamp";
    private static final String WAITING = "ApproximateNumberOfMessages";
    private static final String HIDDEN = "ApproximateNumberOfMessagesNotVisible";
    private static final String ARN = "QueueArn";

    private final Map<QueueName, String> urls = new ConcurrentHashMap<>();
    private final AmazonSQS sqs;
    private final SqsProperties properties;
    private final Speed speed;
    private final ObjectMapper json;

    SqsPaymentQueue(SqsProperties properties, Speed speed, ObjectMapper json) {
        this.properties = properties;
        this.speed = speed;
        this.json = json;
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

    @Override
    public void publish(QueuedPayment payment) {
        String orderId = payment.orderId().toString();
        String body = write(payment);
        on(
                QueueName.PAYMENTS,
                url -> sqs.sendMessage(withinDeadline(new SendMessageRequest(url, body)
                        .withMessageGroupId(orderId)
                        .withMessageDeduplicationId(orderId))));
    }

    @Override
    public List<ReceivedPayment> receive(QueueName queue, int max) {
        List<Message> messages = on(
                        queue,
                        url -> sqs.receiveMessage(new ReceiveMessageRequest(url)
                                .withMaxNumberOfMessages(max)
                                .withWaitTimeSeconds((int) properties.longPoll().toSeconds())
                                .withMessageSystemAttributeNames(RECEIVE_COUNT, SENT_AT)))
                .getMessages();
        List<ReceivedPayment> payments = new ArrayList<>();
        for (Message message : messages) {
            try {
                payments.add(read(message));
            } catch (JsonProcessingException unreadable) {
                // Stays in the queue: it becomes visible again, is dead-lettered in the end, and never hides the
                // others.
                log.error("unreadable message {} in {}", message.getMessageId(), queue.text, unreadable);
            }
        }
        return payments;
    }

    @Override
    public void delete(QueueName queue, ReceivedPayment received) {
        on(queue, url -> sqs.deleteMessage(new DeleteMessageRequest(url, received.receipt())));
    }

    @Override
    public void postpone(QueueName queue, ReceivedPayment received, Duration howLong) {
        int seconds = (int) Math.max(1, howLong.toSeconds());
        on(
                queue,
                url -> sqs.changeMessageVisibility(
                        new ChangeMessageVisibilityRequest(url, received.receipt(), seconds)));
    }

    @Override
    public QueueDepth depth() {
        Map<String, String> payments = attributes(QueueName.PAYMENTS, WAITING, HIDDEN);
        Map<String, String> dead = attributes(QueueName.DEAD, WAITING, HIDDEN);
        return new QueueDepth(
                number(payments, WAITING), number(payments, HIDDEN), number(dead, WAITING) + number(dead, HIDDEN));
    }

    @Override
    public void destroy() {
        sqs.shutdown();
    }

    private <R> R on(QueueName queue, Function<String, R> call) {
        String url = urls.get(queue);
        if (url == null) {
            url = ensure(queue);
            urls.put(queue, url);
        }
        try {
            return call.apply(url);
        } catch (QueueDoesNotExistException lost) {
            urls.remove(queue); // the next call makes it again
            throw lost;
        }
    }

    private String ensure(QueueName queue) {
        Map<String, String> attributes = queue == QueueName.PAYMENTS ? paymentsAttributes() : commonAttributes();
        try {
            String url = sqs.getQueueUrl(withinDeadline(new GetQueueUrlRequest(queue.text)))
                    .getQueueUrl();
            sqs.setQueueAttributes(withinDeadline(new SetQueueAttributesRequest(url, attributes)));
            return url;
        } catch (QueueDoesNotExistException missing) {
            log.info("creating the queue {}", queue.text);
            return sqs.createQueue(withinDeadline(new CreateQueueRequest(queue.text)
                            .withAttributes(attributes)
                            .addAttributesEntry("FifoQueue", "true")
                            .addAttributesEntry("ContentBasedDeduplication", "false")))
                    .getQueueUrl();
        }
    }

    private Map<String, String> paymentsAttributes() {
        String deadArn = attributes(QueueName.DEAD, ARN).get(ARN);
        String redrive = "{\"deadLetterTargetArn\":\"" + deadArn + "\",\"maxReceiveCount\":"
                + properties.maxReceiveCount() + "}";
        Map<String, String> attributes = commonAttributes();
        attributes.put("RedrivePolicy", redrive);
        return attributes;
    }

    private Map<String, String> commonAttributes() {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("MessageRetentionPeriod", Long.toString(RETENTION.toSeconds()));
        attributes.put(
                "VisibilityTimeout", Long.toString(properties.visibility(speed).toSeconds()));
        return attributes;
    }

    private Map<String, String> attributes(QueueName queue, String... names) {
        return on(
                queue,
                url -> sqs.getQueueAttributes(
                                withinDeadline(new GetQueueAttributesRequest(url).withAttributeNames(names)))
                        .getAttributes());
    }

    private static long number(Map<String, String> attributes, String name) {
        return Long.parseLong(attributes.getOrDefault(name, "0"));
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

    private String write(QueuedPayment payment) {
        try {
            return json.writeValueAsString(payment);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private ReceivedPayment read(Message message) throws JsonProcessingException {
        Map<String, String> attributes = message.getAttributes();
        return new ReceivedPayment(
                json.readValue(message.getBody(), QueuedPayment.class),
                message.getReceiptHandle(),
                (int) number(attributes, RECEIVE_COUNT),
                Instant.ofEpochMilli(number(attributes, SENT_AT)));
    }
}
