package dev.breakwater.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecretsTest {

    @Test
    void noOverlayHasASecretInIt() throws Exception {
        for (Overlay overlay : Overlay.values()) {
            assertThat(Manifests.parse(Kubectl.kustomize(Overlay.FOLDER.resolve(overlay.folder())))
                            .all("Secret"))
                    .isEmpty();
        }
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
