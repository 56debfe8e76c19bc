package dev.breakwater.web.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.web.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemPagesTest {

    private static final Path PAGES = Path.of("../../docs/problems");

    @Test
    void thereIsAPageForEveryTypeAndNoOther() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemType.values())
                            .map(type -> type.slug() + ".md")
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void aPageSaysWhatTheTypeMeansWhatToDoAndHowItLooks(ProblemType type) throws IOException {
        String page = Files.readString(PAGES.resolve(type.slug() + ".md"));
        assertThat(page)
                .startsWith("# " + type.slug() + ": " + type.title())
                .contains("Status " + type.status() + ",", "## What it means", "## What to do");
        String example = page.substring(page.indexOf("```json") + 7, page.lastIndexOf("```"));
        JsonNode body = new ObjectMapper().readTree(example);
        assertThat(body.get("type").asText()).isEqualTo(type.uri().toString());
        assertThat(body.get("title").asText()).isEqualTo(type.title());
        assertThat(body.get("status").asInt()).isEqualTo(type.status());
    }
}
