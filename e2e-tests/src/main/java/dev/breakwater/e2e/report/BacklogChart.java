package dev.breakwater.e2e.report;

import static dev.breakwater.e2e.report.Markup.number;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** How much waits for its payment, and for how long the oldest has. */
final class BacklogChart {

    private static final double HEIGHT = 110;

    private final Frame frame;
    private final List<Backlog> readings;

    BacklogChart(Frame frame, List<Backlog> readings) {
        this.frame = frame;
        this.readings = readings;
    }

    String depth() {
        Function<Backlog, OptionalDouble> pending = reading -> real(reading.pending());
        Function<Backlog, OptionalDouble> queued = reading -> real(reading.queued());
        Scale scale = new Scale(frame, HEIGHT, Math.max(most(pending), most(queued)));
        Curve orders = curve(scale, pending, " orders wait for their payment");
        String picture = scale.lines()
                + orders.bandTo(scale.y(0), "pending-band")
                + orders.drawn("pending")
                + curve(scale, queued, " payments in the queue").drawn("queued");
        return frame.around("Payments that wait", HEIGHT, picture);
    }

    String age() {
        Scale scale = new Scale(frame, HEIGHT, most(Backlog::oldestSeconds));
        Curve age = curve(scale, Backlog::oldestSeconds, " s since the oldest was ordered");
        return frame.around(
                "Age of the oldest payment that waits",
                HEIGHT,
                scale.lines() + age.bandTo(scale.y(0), "age-band") + age.drawn("age"));
    }

    private Curve curve(Scale scale, Function<Backlog, OptionalDouble> figure, String meaning) {
        Curve curve = new Curve();
        for (Backlog reading : readings) {
            OptionalDouble value = figure.apply(reading);
            if (value.isPresent()) {
                curve.to(
                        frame.x(reading.at()),
                        scale.y(value.getAsDouble()),
                        Math.round(reading.at()) + " s: "
                                + number(value.getAsDouble()).replace(".0", "") + meaning);
            } else {
                curve.breakOff();
            }
        }
        return curve;
    }

    private double most(Function<Backlog, OptionalDouble> figure) {
        return readings.stream()
                .map(figure)
                .flatMap(value -> value.isPresent() ? Stream.of(value.getAsDouble()) : Stream.empty())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    private static OptionalDouble real(OptionalLong count) {
        return count.isPresent() ? OptionalDouble.of((double) count.getAsLong()) : OptionalDouble.empty();
    }
}
