package dev.breakwater.gateway.edge;

import org.springframework.boot.web.embedded.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;

/** The connections of our clients. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    @Bean
    NettyServerCustomizer keepReading() {
        KeepReading handler = new KeepReading();
        return server -> server.doOnChannelInit((observer, channel, address) ->
                channel.pipeline().addBefore(NettyPipeline.HttpTrafficHandler, "keepReading", handler));
    }
}
