package dev.breakwater.order.cache;

import dev.breakwater.order.cache.Memory.Entry;
import dev.breakwater.resilience.Deadline;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.rubyeye.xmemcached.exception.MemcachedException;
import net.rubyeye.xmemcached.transcoders.StringTranscoder;
import net.rubyeye.xmemcached.utils.AddrUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The connection to Memcached, one for all threads. No thread waits longer than its deadline allows. */
@Component
class MemcachedConnection implements DisposableBean {

    private static final long CONNECT_MILLIS = 1_000;
    private static final long RECONNECT_MILLIS = 500;
    private static final long LONGEST_MILLIS = 50;

    /** Text only: the client's own transcoder would run whatever serialized objects it finds. */
    private static final StringTranscoder TEXT = new StringTranscoder();

    private final @Nullable MemcachedClient client;

    MemcachedConnection(MemoryProperties properties) throws IOException {
        if (properties.memcached().isEmpty()) {
            client = null;
            return;
        }
        XMemcachedClientBuilder builder = new XMemcachedClientBuilder(AddrUtil.getAddresses(properties.memcached()));
        builder.setConnectTimeout(CONNECT_MILLIS);
        builder.setOpTimeout(LONGEST_MILLIS);
        builder.setHealSessionInterval(RECONNECT_MILLIS);
        builder.setTranscoder(TEXT);
        client = builder.build();
    }

    /** Empty when Memcached does not know it, or there is none. */
    Optional<String> get(String key) throws TimeoutException, InterruptedException, MemcachedException {
        return client == null ? Optional.empty() : Optional.ofNullable(client.get(key, left(), TEXT));
    }

    Boolean set(Entry entry) throws TimeoutException, InterruptedException, MemcachedException {
        return client == null
                || client.set(entry.key(), Math.toIntExact(entry.lifetime().toSeconds()), entry.value(), TEXT, left());
    }

    private static long left() {
        Deadline deadline = Deadline.current();
        return deadline == null
                ? LONGEST_MILLIS
                : Math.max(1, deadline.remaining().toMillis());
    }

    @Override
    public void destroy() throws IOException {
        if (client != null) {
            client.shutdown();
        }
    }
}
