package dev.breakwater.e2e.run;

import java.net.http.HttpClient;
import java.time.Duration;

/** Makes the JDK's HTTP clients, after telling the JDK what its clients may not do by themselves. */
public final class HttpClients {

    static {
        // Read when the first client of the process works, hence here. A refused connection is to be seen, not tried
        // again.
        System.setProperty("jdk.httpclient.disableRetryConnect", "true");
        // Shorter than the gateway's idle timeout: no request is sent into a connection that is being closed.
        System.setProperty("jdk.httpclient.keepalive.timeout", "20");
    }

    private HttpClients() {}

    /** A client of HTTP/1.1 that gives up connecting after five seconds. */
    public static HttpClient.Builder builder() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5));
    }
}
