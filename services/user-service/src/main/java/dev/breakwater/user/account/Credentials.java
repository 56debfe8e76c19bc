package dev.breakwater.user.account;

/**
 * An account with what its password is compared with.
 *
 * @param passwordHash BCrypt, salt included
 */
record Credentials(Account account, String passwordHash) {

    @Override
    public String toString() {
        return "Credentials[account=" + account + ", passwordHash=hidden]";
    }
}
