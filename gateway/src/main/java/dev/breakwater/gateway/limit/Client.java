package dev.breakwater.gateway.limit;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Who asks, as far as counting goes. */
final class Client {

    private static final int IPV4 = 4;
    private static final int IPV6_NETWORK = 8;

    private Client() {}

    static String user(String id) {
        return "user:" + id;
    }

    /**
     * The address, by its bytes. Of IPv6 only the network, since one household has as many addresses as it likes.
     *
     * @param trustedHops proxies before us that each appended the address they were called from
     */
    static String address(ServerHttpRequest request, int trustedHops) {
        byte[] address = trustedHops == 0 ? null : forwarded(request, trustedHops);
        if (address == null) {
            InetSocketAddress remote = request.getRemoteAddress();
            address = remote == null || remote.getAddress() == null
                    ? new byte[0]
                    : remote.getAddress().getAddress();
        }
        int told = address.length <= IPV4 ? address.length : IPV6_NETWORK;
        return "address:" + HexFormat.of().formatHex(address, 0, told);
    }

    private static byte @Nullable [] forwarded(ServerHttpRequest request, int trustedHops) {
        List<String> hops = request.getHeaders().getOrEmpty("X-Forwarded-For").stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(String::trim)
                .toList();
        return hops.size() < trustedHops
                ? null
                : NetUtil.createByteArrayFromIpAddressString(hops.get(hops.size() - trustedHops));
    }
}
