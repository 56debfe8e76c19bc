package dev.breakwater.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;

/**
 * Exports spans without what exceptions say, only of which class they are: a message may hold what a user wrote, as that of a
 * database about a value that is there already.
 */
final class DiscreetSpanExporter implements SpanExporter {

    private final SpanExporter exporter;

    DiscreetSpanExporter(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return exporter.export(spans.stream().<SpanData>map(Discreet::new).toList());
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    private static final class Discreet extends DelegatingSpanData {

        Discreet(SpanData span) {
            super(span);
        }

        @Override
        public List<EventData> getEvents() {
            return super.getEvents().stream().map(Discreet::withoutMessage).toList();
        }

        @Override
        public StatusData getStatus() {
            return StatusData.create(super.getStatus().getStatusCode(), "");
        }

        private static EventData withoutMessage(EventData event) {
            Attributes attributes = event.getAttributes().toBuilder()
                    // the trace repeats the message in its first line, and those of its causes
                    .removeIf(key -> key.getKey().equals("exception.message")
                            || key.getKey().equals("exception.stacktrace"))
                    .build();
            return EventData.create(event.getEpochNanos(), event.getName(), attributes, event.getTotalAttributeCount());
        }
    }
}
