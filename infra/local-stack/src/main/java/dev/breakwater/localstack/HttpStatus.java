package dev.breakwater.localstack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a page whether it is there: how a process with a web server tells that it is ready. */
final class HttpStatus {

    static final int OK = HttpURLConnection.HTTP_OK;
    private static final int CONNECT_MILLIS = 500;
    private static final int READ_MILLIS = 2_000;

    private HttpStatus() {}

    static int of(String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
