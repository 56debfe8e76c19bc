package dev.breakwater.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigurationTest {

    @ParameterizedTest
    @EnumSource
    void everyServiceIsGivenWhatItReadsAndReadsWhatItIsGiven(Overlay overlay) throws Exception {
        assertThat(ConfigurationRules.violations(overlay.manifests())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "user-service, USER_DB_URL, user-service is not given USER_DB_URL", // its default is this machine
        "order-service, RABBITMQ_HOST, order-service is not given RABBITMQ_HOST",
        "gateway, PAYMENT_SERVICE_URL, gateway is not given PAYMENT_SERVICE_URL",
        "payment-service, BANK_API_BASE, payment-service is not given BANK_API_BASE" // its default is nothing
    })
    void aVariableThatIsMissingIsFound(String service, String variable, String said) throws Exception {
        Manifests production = Overlay.PRODUCTION.manifests();
        Manifests broken =
                production.with("ConfigMap", configMap(production, service), "/data", data -> data.remove(variable));
        assertThat(ConfigurationRules.violations(broken)).containsExactly(said);
    }

    @Test
    void aSecretThatIsMissingIsFound() throws Exception {
        Manifests broken = Overlay.PRODUCTION
                .manifests()
                .with("ExternalSecret", "user-db", "/spec/data/0", entry -> entry.put("secretKey", "PASSWORD"));
        assertThat(ConfigurationRules.violations(broken))
                .containsExactlyInAnyOrder(
                        "user-service is not given USER_DB_PASSWORD", "user-service does not read PASSWORD");
    }

    @Test
    void whatTheServiceAloneKnowsThatItNeedsIsFoundMissing() throws Exception {
        Manifests broken = Overlay.PRODUCTION
                .manifests()
                .with(
                        "Deployment",
                        "inventory-service",
                        "/spec/template/spec/containers/0",
                        app -> removeSecret(app.withArray("envFrom"), "internal-token"));
        assertThat(ConfigurationRules.violations(broken))
                .containsExactly("inventory-service is not given BREAKWATER_INTERNAL_TOKEN, which it demands");
    }

    @ParameterizedTest
    @CsvSource({
        "USER_DB_UR", // misspelt
        "STRIPE_API_BASE", // another service's
        "SPRING_KAFKA_SECURITY_PROTOCOLL", // misspelt, of Spring's
        "BREAKWATER_GATEWAY_DRAIN" // another service's property
    })
    void aVariableThatNobodyReadsIsFound(String variable) throws Exception {
        Manifests production = Overlay.PRODUCTION.manifests();
        Manifests broken = production.with(
                "ConfigMap", configMap(production, "user-service"), "/data", data -> data.put(variable, "1"));
        assertThat(ConfigurationRules.violations(broken)).containsExactly("user-service does not read " + variable);
    }

    @ParameterizedTest
    @CsvSource({"payment-db, MONITOR_PASSWORD", "user-db-replica, SLOT", "order-db, MYSQL_PWD"})
    void aVariableThatADatabasesScriptMissesIsFound(String name, String variable) throws Exception {
        Manifests local = Overlay.LOCAL.manifests();
        String place =
                "/spec/template/spec/containers/0/env/" + variables(local, name).indexOf(variable);
        Manifests broken = local.with("StatefulSet", name, place, entry -> entry.put("name", "ANOTHER"));
        assertThat(ConfigurationRules.violations(broken)).containsExactly(name + "'s script is not given " + variable);
    }

    @Test
    void configServerHasEveryFileOfTheFolderThatItServes() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("../infra/config-repo"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())).filter(name -> name.endsWith(".yml")))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(Overlay.PRODUCTION
                            .manifests()
                            .find("ConfigMap", "config-repo")
                            .orElseThrow()
                            .path("data")
                            .properties()
                            .stream()
                            .map(Map.Entry::getKey)
                            .toList());
        }
    }

    /** kustomize ends its name with a hash of what is in it. */
    private static String configMap(Manifests manifests, String service) {
        return manifests
                .all("ConfigMap")
                .map(Manifests::name)
                .filter(name -> name.matches(service + "-[a-z0-9]{10}"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> variables(Manifests manifests, String database) {
        return Manifests.each(manifests
                        .find("StatefulSet", database)
                        .orElseThrow()
                        .at("/spec/template/spec/containers/0/env"))
                .map(variable -> variable.path("name").asText())
                .toList();
    }

    private static void removeSecret(ArrayNode sources, String name) {
        List<JsonNode> kept = Manifests.each(sources)
                .filter(source -> !source.at("/secretRef/name").asText().equals(name))
                .toList();
        sources.removeAll().addAll(kept);
    }
}
