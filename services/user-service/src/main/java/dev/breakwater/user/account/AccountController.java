package dev.breakwater.user.account;

import dev.breakwater.user.account.RegistrationOutcome.Registered;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The two endpoints that need no token. */
@RestController
class AccountController {

    private final Registration registration;
    private final SignIn signIn;

    AccountController(Registration registration, SignIn signIn) {
        this.registration = registration;
        this.signIn = signIn;
    }

    record NewUser(
            @NotNull @Email @Size(min = 3, max = 254) String email,
            @NotNull @ByteLength(min = 12, max = 72) String password,

            @NotBlank
            @Size(min = 1, max = 80)
            @Pattern(regexp = "\\P{Cntrl}*", message = "must hold no control characters")
            String displayName) {

        @Override
        public String toString() {
            return "NewUser[email=" + email + "]";
        }
    }

    record NewSession(
            @NotNull @Size(min = 3, max = 254) String email,
            @NotNull @Size(max = 1_000) String password) {

        @Override
        public String toString() {
            return "NewSession[email=" + email + "]";
        }
    }

    record Session(String accessToken, String tokenType, long expiresInSeconds) {}

    @PostMapping("/api/users")
    @Operation(summary = "Register")
    @SecurityRequirements
    ResponseEntity<Account> register(@Valid @RequestBody NewUser user) {
        RegistrationOutcome outcome = registration.register(user.email(), user.password(), user.displayName());
        if (outcome instanceof Registered registered) {
            return ResponseEntity.created(URI.create("/api/users/me")).body(registered.account());
        }
        throw new ProblemException(ProblemType.USER_ALREADY_EXISTS, "Sign in instead, or use another address");
    }

    @PostMapping("/api/sessions")
    @Operation(summary = "Sign in")
    @SecurityRequirements
    ResponseEntity<Session> signIn(@Valid @RequestBody NewSession session) {
        SignIn.SignedIn signedIn = signIn.signIn(session.email(), session.password())
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNAUTHENTICATED, "The e-mail address or the password is wrong"));
        return ResponseEntity.status(201)
                .header("Cache-Control", "no-store")
                .body(new Session(
                        signedIn.accessToken(),
                        "Bearer",
                        signedIn.validFor().plusMillis(500).toSeconds()));
    }
}
