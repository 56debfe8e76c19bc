package dev.breakwater.gateway.routing;

import dev.breakwater.resilience.Guards;
import java.util.List;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.OrderedGatewayFilter;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory;
import org.springframework.stereotype.Component;

/** {@code Guarded=user-service} in a route's filters: the route leads through the breaker of that name. */
@Component
class GuardedGatewayFilterFactory extends AbstractGatewayFilterFactory<AbstractGatewayFilterFactory.NameConfig> {

    /** Around the filter that writes the service's answer, so that the answer is still in our hands when the guards are done with it. */
    private static final int ORDER = NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 1;

    private final Guards guards;
    private final ServiceCall call;

    GuardedGatewayFilterFactory(Guards guards, ServiceCall call) {
        super(NameConfig.class);
        this.guards = guards;
        this.call = call;
    }

    @Override
    public List<String> shortcutFieldOrder() {
        return List.of(NAME_KEY);
    }

    @Override
    public GatewayFilter apply(NameConfig config) {
        return new OrderedGatewayFilter(new GuardedService(config.getName(), guards, call), ORDER);
    }
}
