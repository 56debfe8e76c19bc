package dev.breakwater.user.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The operator's account, which is made at start; none by default.
 *
 * @param email from {@code BREAKWATER_OPERATOR_EMAIL}; empty for no operator, else an address of at most 254 characters. Nobody can register with it
 * @param password from {@code BREAKWATER_OPERATOR_PASSWORD}; 12..72 bytes in UTF-8 when there is an operator. A new one replaces the old at the next
 *     start
 */
@Validated
@ConfigurationProperties("breakwater.operator")
record OperatorProperties(
        @Email @Size(max = 254) @DefaultValue("") String email,
        @DefaultValue("") String password) {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 72;

    OperatorProperties {
        email = EmailAddress.normalised(email);
        int bytes = password.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        if (email.isEmpty() ? bytes != 0 : bytes < SHORTEST || bytes > LONGEST) {
            throw new IllegalArgumentException(
                    "BREAKWATER_OPERATOR_EMAIL and BREAKWATER_OPERATOR_PASSWORD are set both or neither, the password has "
                            + SHORTEST + ".." + LONGEST + " bytes in UTF-8; this one has " + bytes);
        }
    }

    boolean isConfigured() {
        return !email.isEmpty();
    }

    boolean isAbout(String normalisedEmail) {
        return isConfigured() && email.equals(normalisedEmail);
    }

    @Override
    public String toString() {
        return "OperatorProperties[email=" + email + ", password=hidden]";
    }
}
