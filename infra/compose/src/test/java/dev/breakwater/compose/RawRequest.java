package dev.breakwater.compose;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A request whose sender waits for ever, whatever deadline it states. */
final class RawRequest {

    private RawRequest() {}

    /** Returns all that came back. */
    static String put(URI server, String deadlineMillis) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            String request = String.join(
                    "\r\n",
                    "PUT /internal/payments/1 HTTP/1.1",
                    "Host: payment-service",
                    "Content-Length: 0",
                    "X-Request-Timeout-Ms: " + deadlineMillis,
                    "Connection: close",
                    "",
                    "");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
