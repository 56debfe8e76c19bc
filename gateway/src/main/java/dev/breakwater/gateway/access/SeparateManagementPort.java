package dev.breakwater.gateway.access;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Refuses to start where the actuator would be open to everybody. */
@Component
class SeparateManagementPort {

    SeparateManagementPort(Environment environment) {
        if (ManagementPortType.get(environment) == ManagementPortType.SAME) {
            throw new IllegalStateException(
                    "MANAGEMENT_PORT must differ from SERVER_PORT: the actuator is not for the public");
        }
    }
}
