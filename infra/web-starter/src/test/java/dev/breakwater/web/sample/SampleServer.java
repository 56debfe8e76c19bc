package dev.breakwater.web.sample;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The sample service on a port of its own. */
final class SampleServer implements AutoCloseable {

    static final String INTERNAL_TOKEN = "internal-token-of-the-tests";

    private final ConfigurableApplicationContext context;
    final Keys keys = new Keys();

    SampleServer() {
        context = new SpringApplicationBuilder(SampleApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.application.name=sample",
                        "--spring.config.import=classpath:breakwater-policies.yml",
                        "--resilience4j.circuitbreaker.instances.stripe.base-config=web-service",
                        "--management.endpoints.web.exposure.include=health,breakers,circuitbreakers",
                        "--breakwater.jwt.public-key-location=" + keys.publicKeyLocation(),
                        "--breakwater.internal-token=" + INTERNAL_TOKEN,
                        "--breakwater.web.public-paths=GET /api/open",
                        "--breakwater.web.operator-paths=/api/reviews/**");
    }

    Wire wire() {
        return new Wire(
                ((ServletWebServerApplicationContext) context).getWebServer().getPort());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
