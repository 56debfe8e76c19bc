package dev.breakwater.web.limit;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param bodyLimit the largest request body that is read, 1 B to 16 MB, 64 KB by default; more is refused with 413
 */
@Validated
@ConfigurationProperties("breakwater.web")
record BodyLimit(@NotNull @DefaultValue("64KB") DataSize bodyLimit) {

    BodyLimit {
        if (bodyLimit.toBytes() < 1
                || bodyLimit.toBytes() > DataSize.ofMegabytes(16).toBytes()) {
            throw new IllegalArgumentException("breakwater.web.body-limit = " + bodyLimit + " is not within 1B..16MB");
        }
    }
}
