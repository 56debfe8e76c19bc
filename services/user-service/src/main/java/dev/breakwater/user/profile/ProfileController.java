package dev.breakwater.user.profile;

import dev.breakwater.web.CurrentUser;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A user's own profile; the token says whose. */
@RestController
@RequestMapping("/api/users/me")
class ProfileController {

    private final GuardedProfiles profiles;
    private final GuardedChanges changes;

    ProfileController(GuardedProfiles profiles, GuardedChanges changes) {
        this.profiles = profiles;
        this.changes = changes;
    }

    record NewName(
            @NotBlank
            @Size(min = 1, max = 80)
            @Pattern(regexp = "\\P{Cntrl}*", message = "must hold no control characters")
            String displayName) {}

    @GetMapping
    @Operation(
            summary =
                    "Read the own profile: LIVE from the database, CACHED from a fresh copy, STALE from an older one while the database is away")
    ResponseEntity<ProfileView> read(CurrentUser user) {
        return answer(profiles.find(user.id()));
    }

    @PutMapping
    @Operation(summary = "Change the own display name")
    ResponseEntity<ProfileView> rename(CurrentUser user, @Valid @RequestBody NewName name) {
        return answer(changes.rename(user.id(), name.displayName().strip()));
    }

    private static ResponseEntity<ProfileView> answer(Optional<ProfileView> profile) {
        ProfileView view = profile.orElseThrow(
                () -> new ProblemException(ProblemType.NOT_FOUND, "The user of this token does not exist any more"));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view);
    }
}
