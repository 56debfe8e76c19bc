package dev.breakwater.gateway.routing;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Names the route in the metric of requests, {@code http.server.requests}: what clients were answered, whoever answered. The gateway's own metric of
 * routes is taken behind the breaker, and knows nothing of what an open one refuses or a time limit ends. Thread-safe.
 */
@Component
final class RequestsByRoute extends DefaultServerRequestObservationConvention {

    private static final String NONE = "none";

    @Override
    public KeyValues getLowCardinalityKeyValues(ServerRequestObservationContext context) {
        Object route = context.getAttributes().get(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        String id = route instanceof Route found ? found.getId() : NONE;
        return super.getLowCardinalityKeyValues(context).and(KeyValue.of("route", id));
    }
}
