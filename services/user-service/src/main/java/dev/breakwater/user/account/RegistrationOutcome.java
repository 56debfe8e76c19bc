package dev.breakwater.user.account;

/** How a registration ends while the database is there. */
sealed interface RegistrationOutcome {

    record Registered(Account account) implements RegistrationOutcome {}

    record AlreadyExists(String email) implements RegistrationOutcome {}
}
