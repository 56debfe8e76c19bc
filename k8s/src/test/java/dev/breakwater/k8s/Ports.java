package dev.breakwater.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/** The ports that containers say they listen on, by number or by name. */
final class Ports {

    private Ports() {}

    static OptionalInt of(Workload workload, JsonNode wanted) {
        return workload.lasting()
                .flatMap(container -> Manifests.each(container.path("ports")))
                .filter(port ->
                        port.path(wanted.isNumber() ? "containerPort" : "name").equals(wanted))
                .mapToInt(port -> port.path("containerPort").asInt())
                .findFirst();
    }
}
