package dev.breakwater.simulators.stripe;

import dev.breakwater.simulators.http.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** A reply kept for replays: compressed, since they make up most of what a day of keys weighs. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record PackedReply(int status, Map<String, String> headers, byte[] deflated) {

    static PackedReply of(Reply reply) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(reply.body().length / 2);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            out.write(reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return new PackedReply(reply.status(), reply.headers(), packed.toByteArray());
    }

    Reply unpacked() {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            return new Reply(status, headers, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
