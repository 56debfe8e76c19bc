package dev.breakwater.e2e;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes OTLP over HTTP, in the place of a collector. */
final class SpanReceiver implements AutoCloseable {

    /** One span, as its service sent it. */
    record Seen(String service, String traceId, String name, Map<String, String> attributes, String everything) {}

    private final List<Seen> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private SpanReceiver(HttpServer server) {
        this.server = server;
    }

    static SpanReceiver start() throws IOException {
        SpanReceiver receiver =
                new SpanReceiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        receiver.server.createContext("/v1/traces", exchange -> {
            receiver.received.addAll(seen(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.server.start();
        return receiver;
    }

    /** Few requests are followed unless they ask for it, and they are told of soon. */
    Map<String, String> environmentOfWhoSends() {
        return Map.of(
                "MANAGEMENT_OTLP_TRACING_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces",
                "MANAGEMENT_TRACING_OPENTELEMETRY_EXPORT_SCHEDULE_DELAY",
                "500ms",
                "TRACING_SAMPLING",
                "0.02");
    }

    List<Seen> received() {
        return received;
    }

    List<Seen> ofTrace(String traceId) {
        return received.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    private static List<Seen> seen(ExportTraceServiceRequest request) {
        List<Seen> seen = new ArrayList<>();
        for (ResourceSpans resource : request.getResourceSpansList()) {
            String service =
                    attributes(resource.getResource().getAttributesList()).getOrDefault("service.name", "");
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                for (Span span : scope.getSpansList()) {
                    seen.add(new Seen(
                            service,
                            HexFormat.of().formatHex(span.getTraceId().toByteArray()),
                            span.getName(),
                            attributes(span.getAttributesList()),
                            span.toString()));
                }
            }
        }
        return seen;
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        Map<String, String> map = new LinkedHashMap<>();
        attributes.forEach(
                attribute -> map.put(attribute.getKey(), attribute.getValue().getStringValue()));
        return map;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
