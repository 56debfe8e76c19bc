package dev.breakwater.gateway.page;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Map;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers the load balancer. A service that is down does not make the gateway ill: it still answers for the others, and for that one
 * with a problem that says when to come back. Only a gateway that is starting or draining wants no traffic.
 */
@RestController
class HealthController {

    private final ApplicationAvailability availability;

    HealthController(ApplicationAvailability availability) {
        this.availability = availability;
    }

    @GetMapping("/health")
    @Operation(summary = "Whether this instance wants traffic, for a load balancer")
    @ApiResponse(responseCode = "200", description = "UP")
    @ApiResponse(responseCode = "503", description = "OUT_OF_SERVICE: it is starting or draining")
    ResponseEntity<Map<String, String>> health() {
        boolean ready = availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
        return ResponseEntity.status(ready ? 200 : 503)
                .cacheControl(CacheControl.noStore())
                .body(Map.of("status", ready ? "UP" : "OUT_OF_SERVICE"));
    }
}
