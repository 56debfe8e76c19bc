package dev.breakwater.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeldSocketsTest {

    private StripeSimulator stripe;

    @BeforeEach
    void start() {
        stripe = StripeSimulator.start(StripeSimulator.Config.random());
    }

    @AfterEach
    void close() {
        stripe.close();
    }

    @Test
    void fiveHundredHeldSocketsHoldNoThread() throws IOException {
        stripe.faults().on(Fault.REPLY_LOST, FaultSettings.always());
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                clients.add(charge("order-" + i));
            }
            await().until(() -> stripe.ledger().paymentIntents().size() == 500);

            assertThat(stripe.openConnections()).isEqualTo(500);
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("stripe-"))
                    .hasSizeLessThan(40);
            stripe.faults().allOff();
            assertThat(new Wire(stripe).get("/v1/customers").statusCode()).isEqualTo(200);
            assertSilent(clients.get(0));
            assertSilent(clients.get(499));
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> stripe.openConnections() <= 1); // Wire keeps one alive
    }

    @Test
    void whoWaitsInAnOverloadHoldsNoThreadAndIsExecutedThoughItHasGone() throws IOException {
        stripe.faults()
                .on(
                        Fault.OVERLOAD,
                        FaultSettings.always().with("concurrency", 1).with("workMs", 600_000));
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                clients.add(charge("order-" + i));
            }
            await().until(() -> Long.valueOf(299)
                    .equals(stripe.faults().state(Fault.OVERLOAD).waiting()));
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("stripe-"))
                    .hasSizeLessThan(40);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
        assertThat(stripe.ledger().paymentIntents()).isEmpty();

        stripe.faults().allOff();

        await().until(() -> stripe.ledger().paymentIntents().size() == 299); // the first one takes its ten minutes
        await().until(() -> stripe.openConnections() == 1);
    }

    @Test
    void resetIsAResetOnTheWire() throws IOException {
        stripe.faults().on(Fault.RESET, FaultSettings.always());

        try (Socket client = charge("order-1")) {
            client.setSoTimeout(5_000);
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessage("Connection reset");
        }
        assertThat(stripe.ledger().paymentIntents()).isEmpty();
    }

    private static void assertSilent(Socket client) throws IOException {
        client.setSoTimeout(200);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }

    private Socket charge(String order) throws IOException {
        String body = Wire.CARD + "&metadata[order_id]=" + order;
        String request = "POST /v1/payment_intents HTTP/1.1\r\nHost: stripe\r\nAuthorization: Bearer " + stripe.apiKey()
                + "\r\nStripe-Version: " + StripeApi.VERSION
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), stripe.port());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
