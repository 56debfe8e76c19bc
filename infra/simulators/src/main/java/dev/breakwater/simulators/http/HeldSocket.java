package dev.breakwater.simulators.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.SelectableChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** A socket on which nothing will ever be sent: the selector watches for the client's close, no thread waits. */
final class HeldSocket implements Callback {

    private final EndPoint socket;
    private final Callback exchange;

    HeldSocket(EndPoint socket, Callback exchange) {
        this.socket = socket;
        this.exchange = exchange;
    }

    void hold() {
        socket.setIdleTimeout(0); // never: the client decides how long it waits
        if (!socket.tryFillInterested(this)) {
            throw new IllegalStateException(
                    "the connection is being read by somebody else: the whole request was not consumed");
        }
    }

    @Override
    public void succeeded() {
        try {
            ByteBuffer ignored = BufferUtil.allocate(512);
            int read;
            do {
                BufferUtil.clear(ignored);
                read = socket.fill(ignored);
            } while (read > 0);
            if (read < 0) {
                failed(new EofException("the client gave up waiting"));
            } else {
                socket.tryFillInterested(this);
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    @Override
    public void failed(Throwable gone) {
        socket.close(gone);
        exchange.failed(gone);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** Closes with an RST instead of a FIN, as a crashed peer or a middlebox does. */
    static void reset(EndPoint socket, Callback exchange) {
        IOException reset = new EofException("reset on purpose");
        if (socket instanceof SelectableChannelEndPoint tcp && tcp.getChannel() instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException alreadyGone) {
                reset.addSuppressed(alreadyGone);
            }
        } else {
            throw new IllegalStateException("not a TCP socket: " + socket);
        }
        socket.close(reset);
        exchange.failed(reset);
    }
}
