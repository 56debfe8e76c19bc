package dev.breakwater.localstack;

import java.util.Optional;

/** A process by its number and its start, since numbers are given again. */
record Pid(long number, long startedAtMillis, String name) {

    static Pid parse(String line) {
        String[] parts = line.trim().split(" ", 3);
        return new Pid(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
    }

    static long startOf(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(java.time.Instant::toEpochMilli)
                .orElse(0L);
    }

    boolean isAlive() {
        return handle().isPresent();
    }

    void kill() {
        handle().ifPresent(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(number)
                .filter(ProcessHandle::isAlive)
                .filter(process -> startOf(process) == startedAtMillis);
    }

    @Override
    public String toString() {
        return number + " " + startedAtMillis + " " + name;
    }
}
