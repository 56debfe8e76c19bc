package dev.breakwater.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * What the services show each other on {@code /internal/**}.
 *
 * @param token shared by all services, from {@code BREAKWATER_INTERNAL_TOKEN}; 16 to 256 characters, no default
 */
@Validated
@ConfigurationProperties("breakwater")
public record InternalAccess(
        @Name("internal-token")
        @NotNull(message = "is missing: set the environment variable BREAKWATER_INTERNAL_TOKEN")
        @Size(min = 16, max = 256, message = "(BREAKWATER_INTERNAL_TOKEN) must have {min}..{max} characters")
        String token) {

    @Override
    public String toString() {
        return "InternalAccess[token=hidden]";
    }
}
