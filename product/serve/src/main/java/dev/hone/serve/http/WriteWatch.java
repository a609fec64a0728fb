package dev.hone.serve.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives up on writes that a client blocks by not reading. The JDK's server has no limit for one write, only for a whole answer;
 * but its channels close when a thread that is blocked in them is interrupted.
 */
final class WriteWatch {
    private final long limit; // ns
    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();

    WriteWatch(Duration limit) {
        this.limit = limit.toNanos();
    }

    /** Something that writes to a client. */
    interface Write {
        void run() throws IOException;
    }

    /**
     * Runs a write on this thread. An interrupt from before stays for later, so that the client still gets its answer.
     *
     * @throws IOException if it fails or is given up
     */
    void guard(Write write) throws IOException {
        boolean interrupted = Thread.interrupted();
        Attempt attempt = new Attempt(Thread.currentThread(), System.nanoTime());
        attempts.add(attempt);
        try {
            write.run();
        } finally {
            attempts.remove(attempt);
            if (attempt.end()) {
                // the interrupt was meant for the write only, which it may have missed
                Thread.interrupted();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Gives up on what has been blocked for too long. */
    void look() {
        long now = System.nanoTime();
        for (Attempt attempt : attempts) {
            if (now - attempt.began >= limit) {
                attempt.giveUp();
            }
        }
    }

    private static final class Attempt {
        private final Thread thread;
        private final long began;
        private boolean over;
        private boolean givenUp;

        Attempt(Thread thread, long began) {
            this.thread = thread;
            this.began = began;
        }

        /** Whether it was given up. */
        synchronized boolean end() {
            over = true;
            return givenUp;
        }

        synchronized void giveUp() {
            if (!over && !givenUp) {
                givenUp = true;
                thread.interrupt();
            }
        }
    }
}
