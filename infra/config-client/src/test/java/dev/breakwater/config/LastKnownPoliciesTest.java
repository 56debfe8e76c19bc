package dev.breakwater.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastKnownPoliciesTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsKeptIsKnownToTheNextProcessAndNothingElseIsLeft() throws IOException {
        Path made = folder.resolve("made");
        Path file = made.resolve("order-service.json");
        assertThat(new LastKnownPolicies(file).read()).isEmpty();

        new LastKnownPolicies(file).keep(Map.of("a", "1"));
        new LastKnownPolicies(file).keep(Map.of("b", "5s"));

        assertThat(new LastKnownPolicies(file).read()).contains(Map.of("b", "5s"));
        assertThat(made.toFile().list()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{\"a\":", "5"})
    void whatSomebodyElseWroteIsNotBelieved(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("order-service.json"), text);

        assertThatThrownBy(() -> new LastKnownPolicies(file).read()).isInstanceOf(IOException.class);
    }
}
