package dev.breakwater.e2e.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.breakwater.e2e.run.Timeline.Event;
import dev.breakwater.e2e.run.Timeline.Kind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {

    @Test
    void makesRoomForMarksThatStandAboveOneAnother() {
        double alone = frame(10).top();

        assertThat(frame(10, 50).top()).isEqualTo(alone);
        assertThat(frame(10, 10, 50).top()).isGreaterThan(alone);
        assertThat(frame(10, 10, 10).top() - frame(10, 10).top())
                .isEqualTo(frame(10, 10).top() - alone);
    }

    @Test
    void aPointOfTimeIsAtTheSameShareOfEveryWidth() {
        Frame wide = frame();
        Frame narrow = wide.narrow();

        assertThat(narrow.x(60)).isLessThan(Frame.NARROW);
        assertThat(share(narrow)).isCloseTo(share(wide), offset(1e-9));
        assertThat(narrow.bin()).isGreaterThanOrEqualTo(wide.bin());
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0.5", "3, 3, 0.5", "5, 5, 1", "7, 8, 2", "60, 60, 10", "61, 80, 20", "1001, 1200, 200"})
    void aScaleEndsAtARoundNumberThatNothingExceeds(double most, double ceiling, double step) {
        Frame frame = frame();
        Scale scale = new Scale(frame, 100, most);

        assertThat(scale.y(ceiling)).isEqualTo(frame.top());
        assertThat(scale.y(0)).isEqualTo(frame.top() + 100);
        assertThat(scale.lines().split("<line", -1)).hasSize((int) (ceiling / step) + 2);
    }

    private static double share(Frame frame) {
        return (frame.x(30) - frame.x(0)) / (frame.x(60) - frame.x(0));
    }

    private static Frame frame(double... moments) {
        List<Event> events = Arrays.stream(moments)
                .mapToObj(at -> new Event(at, Kind.FAULT, "something"))
                .toList();
        return new Frame(60, events);
    }
}
