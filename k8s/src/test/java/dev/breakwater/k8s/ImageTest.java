package dev.breakwater.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ImageTest {

    @ParameterizedTest
    @EnumSource
    void ourImagesHaveTheVersionOfTheBuildAndAllOthersThatOfCompose(Overlay overlay) throws Exception {
        assertThat(ImageRules.violations(overlay.manifests())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Deployment, gateway, breakwater/gateway:0.0.1", "StatefulSet, redis, redis:6.0.0"})
    void anotherVersionIsFound(String kind, String name, String image) throws Exception {
        Manifests broken = Overlay.LOCAL
                .manifests()
                .with(kind, name, "/spec/template/spec/containers/0", container -> container.put("image", image));
        assertThat(ImageRules.violations(broken)).singleElement().asString().startsWith(image);
    }
}
