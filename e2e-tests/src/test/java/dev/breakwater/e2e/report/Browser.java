package dev.breakwater.e2e.report;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.e2e.run.Json;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Chromium without a window, which opens files and tells what it made of them. */
final class Browser implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final String LISTENING = "DevTools listening on ";

    /** What is seen of a drawing: its name, its size, and the classes of the shapes in it that have both an extent and a colour. */
    record Chart(String label, double width, double height, List<String> series) {}

    /**
     * What became of a page.
     *
     * @param errors of the console
     * @param outside addresses that were asked for beside the file itself
     * @param innerWidth of the window
     * @param scrollWidth of the page; wider than the window if something sticks out
     * @param cutOff what would have to be scrolled by itself to be seen whole
     * @param overlapping pairs of numbered marks, one upon the other
     */
    record Seen(
            List<String> errors,
            List<String> outside,
            int innerWidth,
            int scrollWidth,
            List<String> cutOff,
            int overlapping,
            List<Chart> charts) {

        List<String> series(String label) {
            return charts.stream()
                    .filter(chart -> chart.label().equals(label))
                    .flatMap(chart -> chart.series().stream())
                    .toList();
        }
    }

    /** Runs in the page. */
    private static final String LOOK = """
            JSON.stringify((() => {
              const inked = colour => colour !== 'none' && !/^rgba\\(.*, 0\\)$/.test(colour);
              const painted = shape => {
                const box = shape.getBoundingClientRect(), style = getComputedStyle(shape);
                return style.visibility === 'visible' && (shape.tagName === 'polyline'
                  ? box.width + box.height > 0 && inked(style.stroke)
                  : box.width > 0 && box.height > 0 && inked(style.fill));
              };
              const marks = [...document.querySelectorAll('figure svg')].map(svg =>
                [...svg.querySelectorAll('.mark circle')].map(circle => circle.getBoundingClientRect()));
              const meet = (a, b) => Math.hypot(a.x - b.x, a.y - b.y) < a.width * 0.99;
              return {
                innerWidth, scrollWidth: document.documentElement.scrollWidth,
                cutOff: [...document.querySelectorAll('.scroll, figure, table')]
                  .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.tagName + ' ' + box.className + ': ' + box.textContent.slice(0, 40)),
                overlapping: marks.map(of => of.flatMap((a, i) => of.slice(i + 1).filter(b => meet(a, b))).length)
                  .reduce((a, b) => a + b, 0),
                charts: [...document.querySelectorAll('svg')].filter(svg => svg.getClientRects().length > 0).map(svg => ({
                  label: svg.getAttribute('aria-label'),
                  width: svg.getBoundingClientRect().width, height: svg.getBoundingClientRect().height,
                  series: [...new Set([...svg.querySelectorAll('rect, circle, polyline, polygon')].filter(painted)
                    .map(shape => shape.getAttribute('class')).filter(name => name))]
                }))
              };
            })())""";

    private final Process process;
    private final DevTools tools;

    private Browser(Process process, DevTools tools) {
        this.process = process;
        this.tools = tools;
    }

    /**
     * Starts it, or skips the test and says what is missing.
     *
     * @param folder for all that it writes
     */
    static Browser start(Path folder) throws Exception {
        Files.createDirectories(folder);
        ProcessBuilder builder = new ProcessBuilder(
                binary().toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder.toAbsolutePath(),
                // its sandbox wants a user that is not root; it opens nothing but what was written here
                "--no-sandbox",
                // containers have neither a graphics card nor a /dev/shm that is worth the name
                "--disable-gpu",
                "--disable-dev-shm-usage",
                // whatever a page asks for outside ends here, seen and not sent
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "about:blank");
        // caches and settings of a home folder are written as well
        Stream.of("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR")
                .forEach(name ->
                        builder.environment().put(name, folder.toAbsolutePath().toString()));
        Process process =
                builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            return new Browser(process, new DevTools(address(process)));
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static Path binary() {
        List<Path> folders = Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .map(Path::of)
                .toList();
        return NAMES.stream()
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> {
                    String missing =
                            "chromium is not installed: no report was opened in a browser (to get it: apt-get install chromium)";
                    System.out.println(missing); // nobody is shown why a test was skipped
                    return abort(missing);
                });
    }

    /** It tells where it listens in its log, which must be read on so that it never blocks. */
    private static URI address(Process process) throws Exception {
        CompletableFuture<URI> found = new CompletableFuture<>();
        StringBuilder log = new StringBuilder();
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader lines = new BufferedReader(
                            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            if (line.startsWith(LISTENING)) {
                                found.complete(URI.create(
                                        line.substring(LISTENING.length()).strip()));
                            } else if (!found.isDone()) {
                                log.append(line).append('\n');
                            }
                        }
                    } catch (IOException closed) {
                        // said below if it was too early
                    }
                    found.completeExceptionally(new IOException("the browser ended: " + log));
                },
                "browser-log");
        reader.setDaemon(true);
        reader.start();
        return found.get(60, TimeUnit.SECONDS);
    }

    /** Opens a file in a window of that width. */
    Seen open(Path file, int width) throws IOException, InterruptedException {
        return open(file, width, "screen", "light");
    }

    /** The same on paper, whose printable width is that of A4 with its margins. */
    Seen print(Path file) throws IOException, InterruptedException {
        return open(file, 703, "print", "dark");
    }

    /** @param scheme light or dark, as the reader prefers it */
    Seen open(Path file, int width, String medium, String scheme) throws IOException, InterruptedException {
        String tab = tools.send("", "Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        String session = tools.send("", "Target.attachToTarget", Map.of("targetId", tab, "flatten", true))
                .path("sessionId")
                .asText();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            tools.send(session, domain + ".enable", Map.of());
        }
        tools.send(
                session,
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        tools.send(
                session,
                "Emulation.setEmulatedMedia",
                Map.of("media", medium, "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        tools.send(session, "Emulation.setScrollbarsHidden", Map.of("hidden", true));
        String address = file.toUri().toString();
        tools.send(session, "Page.setLifecycleEventsEnabled", Map.of("enabled", true));
        JsonNode load =
                tools.send(session, "Page.navigate", Map.of("url", address)).path("loaderId");
        // the empty page that was there before has such events, too
        tools.await(
                session,
                "Page.lifecycleEvent",
                event -> event.path("loaderId").equals(load)
                        && event.path("name").asText().equals("load"));
        JsonNode look = Json.MAPPER.readTree(evaluate(session, LOOK));
        Seen seen = new Seen(
                errors(session),
                tools.events(session, "Network.requestWillBeSent").stream()
                        .map(request -> request.path("request").path("url").asText())
                        .filter(url -> !url.equals(address))
                        .toList(),
                look.path("innerWidth").asInt(),
                look.path("scrollWidth").asInt(),
                Json.MAPPER.convertValue(look.path("cutOff"), new TypeReference<List<String>>() {}),
                look.path("overlapping").asInt(),
                Json.MAPPER.convertValue(look.path("charts"), new TypeReference<List<Chart>>() {}));
        shoot(session, file, width, medium, scheme);
        tools.send("", "Target.closeTarget", Map.of("targetId", tab));
        return seen;
    }

    private String evaluate(String session, String expression) throws IOException, InterruptedException {
        JsonNode answer =
                tools.send(session, "Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IOException(answer.path("exceptionDetails").toString());
        }
        return answer.path("result").path("value").asText();
    }

    private List<String> errors(String session) {
        return Stream.of(
                        tools.events(session, "Runtime.consoleAPICalled").stream()
                                .filter(call -> call.path("type").asText().equals("error"))
                                .map(call -> call.path("args").toString()),
                        tools.events(session, "Runtime.exceptionThrown").stream()
                                .map(thrown -> thrown.path("exceptionDetails").toString()),
                        tools.events(session, "Log.entryAdded").stream()
                                .map(entry -> entry.path("entry"))
                                .filter(entry -> entry.path("level").asText().equals("error"))
                                .map(entry -> entry.path("text").asText()))
                .flatMap(errors -> errors)
                .toList();
    }

    /** For whoever wants to see what the test saw. */
    private void shoot(String session, Path file, int width, String medium, String scheme)
            throws IOException, InterruptedException {
        String picture = tools.send(
                        session, "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
                .path("data")
                .asText();
        Files.write(
                file.resolveSibling(file.getFileName() + "." + medium + "-" + scheme + "-" + width + ".png"),
                Base64.getDecoder().decode(picture));
    }

    @Override
    public void close() {
        tools.close();
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        all.forEach(
                one -> one.onExit().completeOnTimeout(one, 10, TimeUnit.SECONDS).join());
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
