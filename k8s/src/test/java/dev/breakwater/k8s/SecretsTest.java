package dev.breakwater.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecretsTest {

    @Test
    void noOverlayHasASecretInIt() throws Exception {
        for (Overlay overlay : Overlay.values()) {
            assertThat(Manifests.parse(Kubectl.kustomize(Overlay.FOLDER.resolve(overlay.folder())))
                            .all("Secret"))
                    .isEmpty();
        }
    }

    /** Also of the keys that a container takes one by one. */
    @ParameterizedTest
    @EnumSource
    void everyKeyThatIsTakenIsInItsSecret(Overlay overlay) throws Exception {
        Manifests manifests = overlay.manifests();
        List<JsonNode> taken = manifests
                .workloads()
                .flatMap(Workload::containers)
                .flatMap(container -> Manifests.each(container.path("env")))
                .map(variable -> variable.at("/valueFrom/secretKeyRef"))
                .filter(reference -> !reference.isMissingNode())
                .toList();
        assertThat(taken)
                .allSatisfy(reference -> assertThat(manifests
                                .find("Secret", reference.path("name").asText())
                                .orElseThrow()
                                .path("data")
                                .has(reference.path("key").asText()))
                        .as("%s", reference)
                        .isTrue());
    }

    @Test
    void everySecretOfTheScriptIsUsedAndNewEachTime() throws Exception {
        Manifests manifests = Overlay.LOCAL.manifests();
        String used = manifests.workloads().map(Workload::object).toList().toString();
        Manifests again = Manifests.parse(Overlay.secrets());
        assertThat(manifests.all("Secret")).isNotEmpty().allSatisfy(secret -> {
            String name = Manifests.name(secret);
            assertThat(used).containsPattern("\"(secretName|name)\":\"" + name + "\"");
            assertThat(values(again.find("Secret", name).orElseThrow()).filter(value -> !value.contains("@breakwater")))
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(values(secret).toList());
        });
    }

    @Test
    void everyExternalSecretIsUsed() throws Exception {
        Manifests manifests = Overlay.PRODUCTION.manifests();
        String used = manifests.workloads().map(Workload::object).toList().toString();
        assertThat(manifests.all("ExternalSecret"))
                .isNotEmpty()
                .allSatisfy(secret ->
                        assertThat(used).containsPattern("\"(secretName|name)\":\"" + Manifests.name(secret) + "\""));
    }

    private static Stream<String> values(JsonNode secret) {
        return secret.path("data").properties().stream()
                .map(entry ->
                        new String(Base64.getDecoder().decode(entry.getValue().asText()), StandardCharsets.UTF_8));
    }
}
