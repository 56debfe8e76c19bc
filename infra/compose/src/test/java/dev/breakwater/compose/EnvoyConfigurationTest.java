package dev.breakwater.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration of the proxy, where there need be none. */
class EnvoyConfigurationTest {

    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE");

    @Test
    void envoysOwnDefinitionsKnowEveryFieldOfIt() throws Exception {
        Bootstrap bootstrap = EnvoyProtos.parse(EnvoyConfiguration.read().json());
        assertThat(bootstrap.getStaticResources().getListenersList())
                .extracting(Listener::getName)
                .containsExactly("payment-service", "inventory-service", "statistics");
    }

    @Test
    void aFieldThatEnvoyDoesNotKnowIsRefusedWhereverItStands() throws Exception {
        assertThatThrownBy(() -> {
                    EnvoyConfiguration broken = EnvoyConfiguration.read();
                    ((ObjectNode) broken.cluster("payment-service").path("outlier_detection"))
                            .put("consecutive_5xx_errors", 5);
                    EnvoyProtos.parse(broken.json());
                })
                .isInstanceOf(InvalidProtocolBufferException.class)
                .hasMessageContaining("consecutive_5xx_errors");
        assertThatThrownBy(() -> {
                    EnvoyConfiguration broken = EnvoyConfiguration.read();
                    // inside what stands behind an @type
                    ((ObjectNode) broken.routes("payment-service").get(0)).put("retries", 1);
                    EnvoyProtos.parse(broken.json());
                })
                .isInstanceOf(InvalidProtocolBufferException.class)
                .hasMessageContaining("retries");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment-service", "inventory-service"})
    void onlyWhatMayBeSentTwiceIsRetried(String listener) throws Exception {
        assertThat(EnvoyConfiguration.read().routes(listener)).isNotEmpty().allSatisfy(route -> {
            boolean retried = !route.path("route").path("retry_policy").isMissingNode();
            assertThat(retried).as(route.path("name").asText()).isEqualTo(maySendTwice(route.path("match")));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment-service", "inventory-service"})
    void whatNoOtherRouteTakesIsSentOnce(String listener) throws Exception {
        JsonNode routes = EnvoyConfiguration.read().routes(listener);
        JsonNode last = routes.get(routes.size() - 1);
        assertThat(last.path("match").path("headers").isMissingNode()).isTrue();
        assertThat(last.path("route").path("retry_policy").isMissingNode()).isTrue();
    }

    @Test
    void nobodyOutsideReachesTheAdministrationNorTheServicesBehind() throws Exception {
        JsonNode root = EnvoyConfiguration.read().root();
        assertThat(address(root.at("/admin"))).isEqualTo("127.0.0.1");
        List<String> open = new ArrayList<>();
        for (JsonNode listener : root.at("/static_resources/listeners")) {
            if (!address(listener).equals("127.0.0.1")) {
                open.add(listener.path("name").asText());
            }
        }
        assertThat(open).containsExactly("statistics");
    }

    private static boolean maySendTwice(JsonNode match) {
        for (JsonNode header : match.path("headers")) {
            String name = header.path("name").asText();
            if (name.equals("idempotency-key") && header.path("present_match").asBoolean()) {
                return true;
            }
            String methods = header.at("/string_match/safe_regex/regex").asText();
            if (name.equals(":method") && Stream.of(methods.split("\\|")).allMatch(IDEMPOTENT::contains)) {
                return true;
            }
        }
        return false;
    }

    private static String address(JsonNode listener) {
        return listener.at("/address/socket_address/address").asText();
    }
}
