package dev.breakwater.gateway.edge;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the edge grants a request.
 *
 * @param deadline from the first byte of the request to the last of the answer, 100 ms to 2 minutes, 10 s by default
 * @param margin taken off what the services are told, so that their own answer is back before the edge gives up; less than the
 *     deadline, 250 ms by default
 * @param bodyLimit the largest request body, 64 KB by default
 * @param bodyTime how long the client may take to send it, 100 ms to 1 minute, 5 s by default
 * @param answerLimit the largest answer of a service, 1 MB by default; a larger one counts as the service's failure
 * @param trustedHops how many proxies in front of the gateway each append the address they were called from to {@code X-Forwarded-For} and
 *     set {@code X-Forwarded-Proto}, 0 to 5; 0 by default: such headers are whatever the client wrote
 * @param allowedOrigins the sites whose pages may call the API from a browser, such as {@code https://shop.example}; none by default
 * @param drain how long {@code /health} says 503 before the gateway stops taking connections, 0 to 2 minutes, 0 s by default;
 *     give the load balancer the time to notice
 */
@Validated
@ConfigurationProperties("breakwater.gateway")
public record EdgeProperties(
        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 2) @DefaultValue("10s")
        Duration deadline,

        @NotNull @DurationMin(millis = 0) @DefaultValue("250ms")
        Duration margin,

        @NotNull @DefaultValue("64KB") DataSize bodyLimit,

        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 1) @DefaultValue("5s")
        Duration bodyTime,

        @NotNull @DefaultValue("1MB") DataSize answerLimit,
        @Min(0) @Max(5) @DefaultValue("0") int trustedHops,

        @DefaultValue
        List<
                        @Pattern(
                                regexp = "https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?",
                                message = "must be scheme, host and port")
                        String>
                allowedOrigins,

        @NotNull @DurationMin(millis = 0) @DurationMax(minutes = 2) @DefaultValue("0s")
        Duration drain) {

    private static final DataSize LARGEST = DataSize.ofMegabytes(16);

    public EdgeProperties {
        if (margin.compareTo(deadline) >= 0) {
            throw new IllegalArgumentException("breakwater.gateway: margin < deadline is broken by margin = " + margin
                    + ", deadline = " + deadline);
        }
        checkSize("body-limit", bodyLimit);
        checkSize("answer-limit", answerLimit);
    }

    private static void checkSize(String name, DataSize size) {
        if (size.toBytes() < 1 || size.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException("breakwater.gateway." + name + " = " + size + " is not within 1B..16MB");
        }
    }
}
