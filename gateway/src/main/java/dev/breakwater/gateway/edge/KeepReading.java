package dev.breakwater.gateway.edge;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Reads on after every answer. Reactor Netty 1.2.18 reads a connection's next request only when it is told to, and tells nobody when a
 * request that arrived before the one before it had quite ended is answered at once: the connection is deaf from then on, and never
 * closed for being idle either. A client that asks again the moment it is answered is enough, since an answer may end on another thread
 * than its connection's.
 *
 * @see <a href="https://github.com/reactor/reactor-netty/issues/4361">reactor-netty 4361</a>, mended in 1.2.19: this class goes then
 */
@Sharable
final class KeepReading extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent) {
            ChannelPromise written = promise.unvoid();
            var unused = context.write(message, written)
                    .addListener(done -> context.executor().execute(context::read));
        } else {
            var unused = context.write(message, promise);
        }
    }
}
