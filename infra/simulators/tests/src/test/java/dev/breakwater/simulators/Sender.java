package dev.breakwater.simulators;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Somebody who posts, and does not wait long. */
public final class Sender {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Sender() {}

    public static HttpResponse<String> json(String url, String body) throws IOException, InterruptedException {
        return send(request(url, "application/json").POST(BodyPublishers.ofString(body)));
    }

    public static HttpResponse<String> form(String url, String body) throws IOException, InterruptedException {
        return send(request(url, "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body)));
    }

    public static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return send(request(url, "text/plain").GET());
    }

    private static HttpRequest.Builder request(String url, String type) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofMillis(1_500))
                .setHeader("Content-Type", type);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
