package dev.breakwater.paymentfallback;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.AmazonSQSClientBuilder;
import dev.breakwater.localstack.SqsServer;
import dev.breakwater.localstack.Workspace;
import java.nio.file.Path;

/** One SQS for all the test classes of this JVM, which run one after the other: a start costs seconds of a whole core. */
public final class SharedSqs {

    public static final Workspace WORKSPACE = Workspace.create(Path.of("target", "stacks"), "shared");
    private static final SqsServer SERVER = SqsServer.start(WORKSPACE, "sqs");

    private SharedSqs() {}

    /** The server, up, and without what a class before has left: its queues are made anew, as whoever needs them wants them. */
    public static SqsServer empty() {
        SERVER.start();
        AmazonSQS client = AmazonSQSClientBuilder.standard()
                .withEndpointConfiguration(
                        new EndpointConfiguration(SERVER.endpoint().toString(), "eu-central-1"))
                .withCredentials(new AWSStaticCredentialsProvider(new BasicAWSCredentials("local", "local")))
                .build();
        client.listQueues().getQueueUrls().forEach(client::deleteQueue);
        client.shutdown();
        return SERVER;
    }
}
