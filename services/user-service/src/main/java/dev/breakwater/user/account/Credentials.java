package dev.breakwater.user.account;

/**
 * An account with what its password is compared with, and what its owner may do.
 *
 * @param passwordHash BCrypt, salt included
 */
record Credentials(Account account, String passwordHash, Role role) {

    @Override
    public String toString() {
        return "Credentials[account=" + account + ", passwordHash=hidden, role=" + role + "]";
    }
}
