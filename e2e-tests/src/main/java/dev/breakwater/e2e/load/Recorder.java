package dev.breakwater.e2e.load;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps every sample, in the order of their ends. Thread-safe; a reading sees at least all that ended before it. */
public final class Recorder {

    private final ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();

    void add(Sample sample) {
        samples.add(sample);
    }

    public List<Sample> samples() {
        return List.copyOf(samples);
    }
}
