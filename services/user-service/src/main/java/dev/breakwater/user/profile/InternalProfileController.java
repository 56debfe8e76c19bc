package dev.breakwater.user.profile;

import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What other services are told of a user. */
@RestController
@RequestMapping("/internal/users/{id}")
class InternalProfileController {

    private final GuardedProfiles profiles;
    private final GuardedChanges changes;

    InternalProfileController(GuardedProfiles profiles, GuardedChanges changes) {
        this.profiles = profiles;
        this.changes = changes;
    }

    /** @param discountPercent 0..50; 0 when STALE, since nobody is given money on an old word */
    record User(UUID id, String email, String displayName, int discountPercent, Freshness freshness) {

        static User of(ProfileView view) {
            return new User(
                    view.id(),
                    view.email(),
                    view.displayName(),
                    view.freshness() == Freshness.STALE ? 0 : view.discountPercent(),
                    view.freshness());
        }
    }

    record Discount(@NotNull @Min(0) @Max(50) Integer percent) {}

    @GetMapping
    @Operation(summary = "Read a user; a STALE answer gives no discount")
    ResponseEntity<User> read(@PathVariable UUID id) {
        return answer(profiles.find(id));
    }

    @PutMapping("/discount")
    @Operation(summary = "Set what the user pays less, 0..50 %")
    ResponseEntity<User> discount(@PathVariable UUID id, @Valid @RequestBody Discount discount) {
        return answer(changes.discount(id, discount.percent()));
    }

    private static ResponseEntity<User> answer(Optional<ProfileView> profile) {
        ProfileView view =
                profile.orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such user"));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(User.of(view));
    }
}
