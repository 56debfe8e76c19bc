package dev.breakwater.memcached;

import org.infinispan.commons.dataconversion.MediaType;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.server.memcached.MemcachedServer;
import org.infinispan.server.memcached.configuration.MemcachedServerConfigurationBuilder;

/** A Memcached server on 127.0.0.1 that keeps a bounded number of entries; its port is the argument. */
public final class InfinispanMemcached {

    private static final String CACHE = "memcached";
    private static final long ENTRIES = 10_000;

    private InfinispanMemcached() {}

    public static void main(String[] arguments) {
        DefaultCacheManager caches = new DefaultCacheManager(new GlobalConfigurationBuilder().build());
        ConfigurationBuilder bounded = new ConfigurationBuilder();
        bounded.encoding().key().mediaType(MediaType.TEXT_PLAIN_TYPE);
        bounded.encoding().value().mediaType(MediaType.APPLICATION_OCTET_STREAM_TYPE);
        bounded.memory().maxCount(ENTRIES);
        caches.defineConfiguration(CACHE, bounded.build());
        MemcachedServer server = new MemcachedServer();
        server.start(
                new MemcachedServerConfigurationBuilder()
                        .host("127.0.0.1")
                        .port(Integer.parseInt(arguments[0]))
                        .defaultCacheName(CACHE)
                        .build(),
                caches);
    }
}
