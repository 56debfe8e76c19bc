package dev.breakwater.tracing;

import dev.breakwater.resilience.CallTraces;
import dev.breakwater.resilience.ResilienceAutoConfiguration;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Puts guarded calls on traces, and keeps messages of exceptions out of them. */
@AutoConfiguration(
        before = ResilienceAutoConfiguration.class,
        afterName = "org.springframework.boot.actuate.autoconfigure.tracing.OpenTelemetryTracingAutoConfiguration")
public class TracingAutoConfiguration {

    @Bean
    @ConditionalOnBean(Tracer.class)
    CallTraces guardSpans(Tracer tracer) {
        return new GuardSpans(tracer);
    }

    /** Whatever exports: no other way out is known to the tracer. */
    @Bean
    static BeanPostProcessor discreetSpans() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof SpanExporter exporter ? new DiscreetSpanExporter(exporter) : bean;
            }
        };
    }
}
