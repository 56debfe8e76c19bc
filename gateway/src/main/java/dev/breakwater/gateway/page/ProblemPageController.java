package dev.breakwater.gateway.page;

import dev.breakwater.web.ProblemType;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Where the {@code type} of a problem leads. */
@RestController
class ProblemPageController {

    private static final String HTML = "text/html;charset=UTF-8";
    private static final String MARKDOWN = "text/markdown;charset=UTF-8";

    private final Map<String, String> pages = Arrays.stream(ProblemType.values())
            .collect(Collectors.toUnmodifiableMap(ProblemType::slug, ProblemPageController::read));

    @GetMapping(path = "/problems/{name}", produces = HTML)
    @Operation(summary = "What a problem means and what to do, for people or as it is written")
    @ApiResponse(
            responseCode = "200",
            description = "The page that the type of a problem leads to",
            content = {@Content(mediaType = HTML), @Content(mediaType = MARKDOWN)})
    @ApiResponse(responseCode = "404", description = "not-found: no problem has this name")
    @ApiResponse(responseCode = "406", description = "not-acceptable: there are HTML and Markdown")
    String html(@PathVariable String name) {
        return ProblemPage.html(page(name));
    }

    @GetMapping(path = "/problems/{name}", produces = MARKDOWN)
    @Hidden // documented above: one path, two representations
    String markdown(@PathVariable String name) {
        return page(name);
    }

    private String page(String name) {
        String page = pages.get(name);
        if (page == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return page;
    }

    private static String read(ProblemType type) {
        try {
            return new ClassPathResource("problems/" + type.slug() + ".md").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("docs/problems/" + type.slug() + ".md is not in the jar", e);
        }
    }
}
