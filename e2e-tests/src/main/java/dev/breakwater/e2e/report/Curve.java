package dev.breakwater.e2e.report;

import static dev.breakwater.e2e.report.Markup.escaped;
import static dev.breakwater.e2e.report.Markup.number;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A line from point to point, broken where nothing is known. */
final class Curve {

    private record Point(double x, double y, String title) {

        @Override
        public String toString() {
            return number(x) + "," + number(y);
        }
    }

    private final List<List<Point>> pieces = new ArrayList<>(List.of(new ArrayList<>()));

    void to(double x, double y, String title) {
        pieces.get(pieces.size() - 1).add(new Point(x, y, title));
    }

    void breakOff() {
        if (!pieces.get(pieces.size() - 1).isEmpty()) {
            pieces.add(new ArrayList<>());
        }
    }

    /** The line, and each point with what it stands for: one that stands alone is seen as well. */
    String drawn(String css) {
        StringBuilder drawn = new StringBuilder();
        for (List<Point> piece : pieces) {
            if (piece.size() > 1) {
                drawn.append("<polyline class=\"" + css + "\" points=\"" + joined(piece) + "\"/>");
            }
            for (Point point : piece) {
                drawn.append("<circle class=\"" + css + "\" r=\"1.6\" cx=\"" + number(point.x()) + "\" cy=\""
                        + number(point.y()) + "\"><title>" + escaped(point.title()) + "</title></circle>");
            }
        }
        return drawn.toString();
    }

    /** What lies between this line and another one with its points and breaks at the same places. */
    String bandTo(Curve other, String css) {
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            List<Point> back = new ArrayList<>(other.pieces.get(i));
            Collections.reverse(back);
            drawn.append(filled(css, pieces.get(i), back));
        }
        return drawn.toString();
    }

    /** What lies between this line and a height. */
    String bandTo(double y, String css) {
        StringBuilder drawn = new StringBuilder();
        for (List<Point> piece : pieces) {
            if (!piece.isEmpty()) {
                Point first = piece.get(0);
                Point last = piece.get(piece.size() - 1);
                drawn.append(filled(css, piece, List.of(new Point(last.x(), y, ""), new Point(first.x(), y, ""))));
            }
        }
        return drawn.toString();
    }

    private static String filled(String css, List<Point> there, List<Point> back) {
        return there.size() < 2
                ? ""
                : "<polygon class=\"" + css + "\" points=\"" + joined(there) + " " + joined(back) + "\"/>";
    }

    private static String joined(List<Point> points) {
        return String.join(" ", points.stream().map(Point::toString).toList());
    }
}
