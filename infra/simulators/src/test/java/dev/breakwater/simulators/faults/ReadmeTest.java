package dev.breakwater.simulators.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void theReadmeNamesEverySwitchAsItIs() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("README.md"));
        int header = lines.indexOf("| switch | what arrives | settings of its own (default, range) |");
        assertThat(header).isPositive();
        List<String> rows = lines.stream()
                .skip(header + 2L)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(rows)
                .isEqualTo(Arrays.stream(Fault.values()).map(ReadmeTest::row).toList());
    }

    private static String row(Fault fault) {
        String settings = fault.parameters().stream()
                .map(own -> "`" + own.name() + "` " + own.meaning() + " (" + own.standard() + ", " + own.least()
                        + " to " + own.most() + ")")
                .reduce((a, b) -> a + "; " + b)
                .orElse("");
        return "| `" + fault.label() + "` | " + fault.description() + " | " + settings + " |";
    }
}
