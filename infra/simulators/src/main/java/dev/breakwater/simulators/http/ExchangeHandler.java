package dev.breakwater.simulators.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the request, asks the exchange, and does to the socket what it says. */
final class ExchangeHandler extends Handler.Abstract {

    private static final Logger log = LoggerFactory.getLogger(ExchangeHandler.class);

    private final Exchange exchange;
    private final int maxBodyBytes;

    ExchangeHandler(Exchange exchange, int maxBodyBytes) {
        this.exchange = exchange;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        byte[] body;
        try (InputStream in = Content.Source.asInputStream(request)) {
            body = in.readNBytes(maxBodyBytes + 1);
        }
        if (body.length > maxBodyBytes) {
            Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413);
            return true;
        }
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            headers.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), value == null ? "" : value);
        }
        String path = request.getHttpURI().getPath();
        Call call = new Call(
                request.getMethod(),
                path == null ? "/" : path,
                request.getHttpURI().getQuery(),
                headers,
                body);
        carryOut(exchange.answer(call), request, response, callback);
        return true;
    }

    private void carryOut(Outcome outcome, Request request, Response response, Callback callback) {
        EndPoint socket = request.getConnectionMetaData().getConnection().getEndPoint();
        if (outcome instanceof Outcome.Answered answered) {
            write(answered.reply(), response, callback);
        } else if (outcome instanceof Outcome.Silent) {
            new HeldSocket(socket, callback).hold();
        } else if (outcome instanceof Outcome.Reset) {
            HeldSocket.reset(socket, callback);
        } else if (outcome instanceof Outcome.Later later) {
            Runnable goOn = goOn(later.then(), request, response, callback);
            request.getComponents().getScheduler().schedule(goOn, later.pause().toMillis(), TimeUnit.MILLISECONDS);
        } else if (outcome instanceof Outcome.Parked parked) {
            parked.queue().accept(goOn(parked.then(), request, response, callback));
        }
    }

    /** Hands the rest over to a thread of the server. */
    private Runnable goOn(Supplier<Outcome> then, Request request, Response response, Callback callback) {
        Runnable rest = () -> {
            try {
                carryOut(then.get(), request, response, callback);
            } catch (RuntimeException e) {
                log.error("Postponed answer to {} failed", request.getHttpURI(), e);
                callback.failed(e);
            }
        };
        return () -> request.getComponents().getExecutor().execute(rest);
    }

    private static void write(Reply reply, Response response, Callback callback) {
        response.setStatus(reply.status());
        reply.headers().forEach(response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
    }
}
