package dev.breakwater.notification;

import com.amazonaws.Request;
import com.amazonaws.handlers.RequestHandler2;
import dev.breakwater.localstack.Link;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Sends all that this JVM asks of SQS through a link. The SDK makes it: the queue's address, which SQS tells, would lead round the link. */
public final class AllSqsByLink extends RequestHandler2 {

    private static volatile @Nullable URI address;

    static void through(Link link) {
        address = URI.create("http://127.0.0.1:" + link.port());
    }

    @Override
    public void beforeRequest(Request<?> request) {
        URI known = address;
        if (known != null) {
            request.setEndpoint(known);
        }
    }
}
