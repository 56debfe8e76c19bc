package dev.breakwater.payment.reviewing;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What an operator decided.
 *
 * @param by the operator, an id or a name of 1 to 64 letters, digits and {@code @ . _ -}
 * @param note why, at most 500 characters; null if nothing was noted
 */
record ReviewDecision(
        @NotNull Kind decision,
        @NotBlank @Pattern(regexp = "[A-Za-z0-9@._-]{1,64}") String by,
        @Nullable @Size(max = 500) String note) {

    enum Kind {
        /** Ask the provider, and charge if it knows nothing of it. */
        APPROVE,
        /** Ask the provider, and decline if it knows nothing of it. */
        REJECT
    }

    String audited() {
        return note == null || note.isBlank() ? decision.name() : decision + ": " + note;
    }
}
