package dev.breakwater.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.run.Victim;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With a real process: does a strike that did nothing own up to it? */
class ProcessStrikeTest {

    private final Sleeper sleeper = new Sleeper();

    ProcessStrikeTest() throws IOException {}

    @AfterEach
    void end() {
        sleeper.process.destroyForcibly();
    }

    @Test
    void aHangIsProvedByTheKernel() throws Exception {
        Strike strike = strike("redis/hang");

        strike.on();
        assertThat(sleeper.isStopped()).isTrue();
        strike.off();

        assertThat(sleeper.isStopped()).isFalse();
        assertThat(strike.proof().struck()).isTrue();
    }

    @Test
    void aCrashIsProvedByTheKernel() throws Exception {
        Strike strike = strike("redis/crash");

        strike.on();
        assertThat(sleeper.isAlive()).isFalse();
        strike.off();

        assertThat(sleeper.isAlive()).isTrue();
        assertThat(strike.proof().struck()).isTrue();
    }

    @Test
    void aProcessThatGoesOnAsBeforeIsNotStruck() throws Exception {
        sleeper.deaf = true;
        for (String fault : new String[] {"redis/hang", "redis/crash"}) {
            Strike strike = strike(fault);
            strike.on();
            strike.off();

            assertThat(strike.proof().struck()).isFalse();
            assertThat(strike.proof().detail()).contains("went on as before");
        }
    }

    @Test
    void aProcessThatSomebodyRevivesDuringTheOutageIsNotStruckToItsEnd() throws Exception {
        Strike strike = strike("redis/hang");
        strike.on();
        sleeper.resume();
        strike.off();

        assertThat(strike.proof().struck()).isFalse();
        assertThat(strike.proof().detail()).contains("not down at the end");
    }

    private Strike strike(String fault) {
        return new ProcessStrike(Catalogue.fault(fault), sleeper);
    }

    /** A process that does nothing, and does not even listen to signals if it is deaf. */
    private static final class Sleeper implements Victim {

        private Process process = begin();
        private boolean deaf;

        Sleeper() throws IOException {}

        private static Process begin() throws IOException {
            return new ProcessBuilder("sleep", "600").start();
        }

        @Override
        public String name() {
            return "redis";
        }

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public void kill() throws InterruptedException {
            if (!deaf) {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }

        @Override
        public void start() throws IOException {
            if (!process.isAlive()) {
                process = begin();
            }
        }

        @Override
        public void suspend() throws Exception {
            if (!deaf) {
                signal("STOP");
            }
        }

        @Override
        public void resume() throws Exception {
            signal("CONT");
        }

        private void signal(String name) throws Exception {
            new ProcessBuilder("bash", "-c", "kill -" + name + " " + pid())
                    .start()
                    .waitFor();
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (isStopped() != name.equals("STOP") && System.nanoTime() - until < 0) {
                Thread.onSpinWait();
            }
        }

        @Override
        public boolean isAlive() {
            return process.isAlive();
        }
    }
}
