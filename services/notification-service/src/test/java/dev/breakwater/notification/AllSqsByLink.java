package dev.breakwater.notification;

import com.amazonaws.Request;
import com.amazonaws.handlers.RequestHandler2;
import dev.breakwater.localstack.Link;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends all that this JVM asks of a server through a link. The SDK makes it (named in {@code request.handler2s}), because the queue's
 * address, which SQS tells, would lead round a link that is merely configured.
 */
public final class AllSqsByLink extends RequestHandler2 {

    private static final Map<URI, URI> WAYS = new ConcurrentHashMap<>();

    static void to(URI server, Link link) {
        WAYS.put(server.resolve("/"), URI.create("http://127.0.0.1:" + link.port()));
    }

    @Override
    public void beforeRequest(Request<?> request) {
        URI asked = request.getEndpoint();
        request.setEndpoint(WAYS.getOrDefault(asked.resolve("/"), asked));
    }
}
