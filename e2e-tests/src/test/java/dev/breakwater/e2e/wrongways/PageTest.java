package dev.breakwater.e2e.wrongways;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/wrong-ways.md} against what there is. */
class PageTest {

    private static final Path PAGE = Path.of("..", "docs", "wrong-ways.md");
    private static final Path TESTS = Path.of("src/test/java/dev/breakwater/e2e/wrongways");
    private static final Pattern LINK = Pattern.compile("\\[`?([^\\]`]+)`?]\\(([^):]+)\\)");

    @Test
    void everyLinkLeadsSomewhereAndSaysWhere() throws IOException {
        assertThat(links()).isNotEmpty().allSatisfy(link -> {
            assertThat(PAGE.resolveSibling(link.group(2))).exists();
            if (link.group(2).endsWith(".java")) {
                assertThat(link.group(2)).endsWith("/" + link.group(1) + ".java");
            }
        });
    }

    @Test
    void everyWrongWayThatIsPlayedIsInTheTable() throws IOException {
        Set<String> told = links().stream().map(link -> link.group(1)).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(TESTS)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".java", "")))
                    .filteredOn(name -> name.endsWith("Test") && !name.equals("PageTest"))
                    .hasSizeGreaterThanOrEqualTo(4)
                    .isSubsetOf(told);
        }
    }

    private static Set<MatchResult> links() throws IOException {
        return LINK.matcher(Files.readString(PAGE)).results().collect(Collectors.toSet());
    }
}
