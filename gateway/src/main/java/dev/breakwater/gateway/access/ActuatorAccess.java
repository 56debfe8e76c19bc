package dev.breakwater.gateway.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What it takes to change something through the gateway's actuator.
 *
 * @param internalToken the one that all services share, 16 to 256 characters; empty by default: then nobody changes anything
 */
@ConfigurationProperties("breakwater.gateway")
record ActuatorAccess(@DefaultValue("") String internalToken) {

    private static final int SHORTEST = 16;
    private static final int LONGEST = 256;

    ActuatorAccess {
        int length = internalToken.length();
        if (length != 0 && (length < SHORTEST || length > LONGEST)) {
            throw new IllegalArgumentException(
                    "breakwater.gateway.internal-token (BREAKWATER_INTERNAL_TOKEN) must have " + SHORTEST + ".."
                            + LONGEST + " characters");
        }
    }

    @Override
    public String toString() {
        return "ActuatorAccess[internalToken=hidden]";
    }
}
