package dev.breakwater.compose;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.extensions.access_loggers.stream.v3.StdoutAccessLog;
import io.envoyproxy.envoy.extensions.filters.http.header_mutation.v3.HeaderMutation;
import io.envoyproxy.envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.http.upstream_codec.v3.UpstreamCodec;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;

/** Envoy's own definitions of its configuration: a field or a value that they do not know is refused, as Envoy would. */
final class EnvoyProtos {

    /** What may stand behind an {@code @type}. */
    private static final TypeRegistry EXTENSIONS = TypeRegistry.newBuilder()
            .add(HttpConnectionManager.getDescriptor())
            .add(StdoutAccessLog.getDescriptor())
            .add(HeaderMutation.getDescriptor())
            .add(LocalRateLimit.getDescriptor())
            .add(Router.getDescriptor())
            .add(UpstreamCodec.getDescriptor())
            .add(PreviousHostsPredicate.getDescriptor())
            .add(HttpProtocolOptions.getDescriptor())
            .build();

    private EnvoyProtos() {}

    static Bootstrap parse(String json) throws InvalidProtocolBufferException {
        Bootstrap.Builder bootstrap = Bootstrap.newBuilder();
        JsonFormat.parser().usingTypeRegistry(EXTENSIONS).merge(json, bootstrap);
        return bootstrap.build();
    }
}
