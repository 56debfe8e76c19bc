package dev.breakwater.web.sample;

import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.Trouble;
import dev.breakwater.web.CurrentUser;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping
class SampleController {

    enum Colour {
        RED,
        GREEN
    }

    record Item(
            @NotNull @Size(min = 1, max = 20) String sku,
            @Min(1) @Max(100) int quantity) {}

    record Basket(
            @NotNull @Size(min = 1, max = 3) List<@Valid Item> items,
            @NotNull Colour colour,
            @Size(min = 12, max = 72) String password) {}

    @PostMapping("/open/baskets")
    Basket basket(@Valid @RequestBody Basket basket) {
        return basket;
    }

    @PostMapping("/webhooks/raw")
    Map<String, Integer> raw(@RequestBody byte[] body) {
        return Map.of("bytes", body.length);
    }

    @GetMapping("/open/things/{id}")
    UUID thing(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "10") @Min(1) @Max(100) int limit,
            @RequestHeader(name = "Idempotency-Key") @Pattern(regexp = "[A-Za-z0-9_-]{8,64}") String key) {
        return id;
    }

    @GetMapping("/open/fault")
    String fault() {
        throw new IllegalStateException("jdbc:postgresql://secret-host/users is gone");
    }

    @GetMapping("/open/conflict")
    String conflict() {
        throw new ProblemException(ProblemType.INSUFFICIENT_STOCK, "Only 2 left", Map.of("sku", "BW-LAMP"))
                .retryAfter(Duration.ofMillis(1_500));
    }

    @GetMapping("/open/away")
    String away() {
        throw new DependencyUnavailableException(
                new Trouble.Rejected("stripe", Trouble.Reason.BREAKER_OPEN), Duration.ofMillis(12_001));
    }

    @GetMapping("/open/late")
    String late() {
        throw new DependencyUnavailableException(
                new Trouble.Failed("stripe", new SocketTimeoutException("10.0.0.7 is silent")), Duration.ZERO);
    }

    @GetMapping("/api/me")
    CurrentUser me(CurrentUser user) {
        return user;
    }

    @GetMapping("/api/open")
    String open() {
        return "open";
    }

    @GetMapping("/api/reviews/open")
    String reviews() {
        return "for operators";
    }

    @GetMapping("/internal/secret")
    String secret() {
        return "for services";
    }
}
