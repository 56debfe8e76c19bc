package dev.breakwater.configserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Services without their config-server: stopped, and hung. */
@ExtendWith(RunningConfigServer.Shared.class)
class ServerOutageTest {

    private static final String RATE = "resilience4j.circuitbreaker.instances.stripe.failure-rate-threshold: ";

    private final RunningConfigServer server;

    @TempDir
    private Path cache;

    ServerOutageTest(RunningConfigServer server) {
        this.server = server;
    }

    @BeforeEach
    void aServiceHasKnownItsPoliciesOnce() throws Exception {
        server.write("forgetful.yml", RATE + "45");
        try (RunningShop before = new RunningShop("forgetful", server, cache)) {
            await().until(() -> before.policy().equals("5s / 45 % / 20 / 30s")
                    && cache.resolve("forgetful.json").toFile().exists());
        }
        server.stop();
    }

    @AfterEach
    void theNextTestFindsItAgain() {
        server.stop();
        server.start();
    }

    @Test
    void aRestartDuringAnOutageGoesOnWithThePoliciesLastKnown() throws Exception {
        try (RunningShop shop = new RunningShop("forgetful", server, cache)) {
            assertThat(shop.policy()).isEqualTo("5s / 45 % / 20 / 30s");
            await().until(() -> shop.asked().failed() > 0 && shop.degraded() > 0);
            assertThat(shop.asked().succeeded()).isZero();
            assertThat(shop.charge(true)).isEqualTo("charged");

            server.write("forgetful.yml", RATE + "55");
            server.start();
            await().until(() -> shop.policy().equals("5s / 55 % / 20 / 30s"));
        }
    }

    @Test
    void aServerThatHangsDelaysNothing() throws Exception {
        ServerSocket hung = new ServerSocket(server.port(), 50, InetAddress.getLoopbackAddress());
        try (RunningShop shop = new RunningShop("forgetful", server, cache)) {
            assertThat(shop.asked().failed()).isZero(); // the first question still hangs: nobody has waited for it
            assertThat(shop.policy()).isEqualTo("5s / 45 % / 20 / 30s");
            assertThat(shop.charge(true)).isEqualTo("charged");
            assertThat(shop.asked().failed()).isZero();

            await().until(() -> shop.asked().failed() > 0 && shop.degraded() > 0); // its time limit of 2 s is over
            hung.close();
            server.start();
            await().until(() -> shop.asked().succeeded() > 0);
        } finally {
            hung.close();
        }
    }

    @Test
    void aServiceThatNeverKnewAnyStartsAsShipped(@TempDir Path empty) {
        try (RunningShop shop = new RunningShop("forgetful", server, empty)) {
            assertThat(shop.policy()).isEqualTo(RunningShop.SHIPPED);
            await().until(() -> shop.asked().failed() > 0);
            assertThat(shop.charge(true)).isEqualTo("charged");
        }
    }
}
