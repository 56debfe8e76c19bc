package dev.breakwater.user.session;

import dev.breakwater.web.CurrentUser;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A user's own sessions; another's do not exist for them. */
@RestController
@RequestMapping("/api/sessions")
class SessionController {

    private final GuardedSessions sessions;

    SessionController(GuardedSessions sessions) {
        this.sessions = sessions;
    }

    record Sessions(List<View> sessions) {}

    record View(UUID id, Instant createdAt, Instant expiresAt, boolean current) {}

    @GetMapping
    @Operation(summary = "List where the user is signed in, the newest first")
    ResponseEntity<Sessions> list(CurrentUser user, @AuthenticationPrincipal Jwt token) {
        String own = token.getClaimAsString(SessionCheck.CLAIM);
        List<View> views = sessions.of(user.id()).stream()
                .map(session -> new View(
                        session.id(),
                        session.createdAt(),
                        session.expiresAt(),
                        session.id().toString().equals(own)))
                .toList();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Sessions(views));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Sign out: end one of the own sessions")
    ResponseEntity<Void> end(CurrentUser user, @PathVariable UUID id) {
        if (!sessions.end(user.id(), id)) {
            throw new ProblemException(ProblemType.NOT_FOUND, "The user has no such session");
        }
        return ResponseEntity.noContent().build();
    }
}
