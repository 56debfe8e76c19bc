package dev.breakwater.k8s;

import java.util.Comparator;

/**
 * That one may call another.
 *
 * @param callee a workload, or {@link #OUTSIDE}
 * @param port that the callee listens on
 */
record Edge(String caller, String callee, int port) implements Comparable<Edge> {

    /** Whatever is not in the cluster. */
    static final String OUTSIDE = "outside";

    @Override
    public int compareTo(Edge other) {
        return Comparator.comparing(Edge::caller)
                .thenComparing(Edge::callee)
                .thenComparingInt(Edge::port)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return caller + " -> " + callee + ":" + port;
    }
}
