package dev.hone.endpoint;

import dev.hone.lm.LimitReached;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts calls and tokens and never lets a limit be passed. Thread-safe.
 *
 * <p>A call reserves the most it can cost before it is sent, and gives back what it did not use when its answer is there. So
 * the limits hold whatever the server returns, as far as the prompt's tokens are estimated well. A call that does not fit
 * only because others in flight hold reservations waits for them; when none is in flight and it still does not fit, the
 * limit is reached.
 */
public final class SpendMeter {
    private final SpendLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    private Spend spent;
    private long reserved;

    /**
     * A meter that goes on counting.
     *
     * @param already what an earlier part of the same run has spent; {@link Spend#NOTHING} at first
     */
    public SpendMeter(SpendLimits limits, Spend already) {
        this.limits = limits;
        this.spent = already;
    }

    public Spend spent() {
        lock.lock();
        try {
            return spent;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes room for one call.
     *
     * @throws LimitReached if there is none
     */
    Reservation reserve(long promptTokens, long completionTokens) throws InterruptedException {
        long most = promptTokens + completionTokens;
        lock.lockInterruptibly();
        try {
            checkCalls();
            while (over(limits.tokens(), spent.tokens() + reserved + most)) {
                if (reserved == 0) {
                    throw tokensReached(most);
                }
                settled.await();
                checkCalls();
            }
            spent = plus(1, 0, 0, 0, 0);
            reserved += most;
            return new Reservation(promptTokens, completionTokens);
        } finally {
            lock.unlock();
        }
    }

    private void checkCalls() {
        if (over(limits.calls(), spent.calls() + 1)) {
            throw new LimitReached(
                    String.format(
                            "The limit of %,d calls is reached.", limits.calls().getAsLong()),
                    "raise --max-calls and repeat the command; what was finished is kept");
        }
    }

    private LimitReached tokensReached(long most) {
        return new LimitReached(
                String.format(
                        "The limit of %,d tokens is reached: %,d are spent, and the next call may need %,d.",
                        limits.tokens().getAsLong(), spent.tokens(), most),
                "raise --max-tokens-total or lower --max-tokens and repeat the command; what was finished is kept");
    }

    private static boolean over(OptionalLong limit, long value) {
        return limit.isPresent() && value > limit.getAsLong();
    }

    private Spend plus(long calls, long unanswered, long prompt, long completion, long estimated) {
        return new Spend(
                spent.calls() + calls,
                spent.unanswered() + unanswered,
                spent.promptTokens() + prompt,
                spent.completionTokens() + completion,
                spent.estimated() + estimated);
    }

    /** The room of one call; exactly one of its methods is called, once. */
    final class Reservation {
        private final long prompt;
        private final long completion;

        private Reservation(long prompt, long completion) {
            this.prompt = prompt;
            this.completion = completion;
        }

        /** The answer is there and cost this much. */
        void settle(Usage usage) {
            end(0, usage.promptTokens(), usage.completionTokens(), usage.reported() ? 0 : 1);
        }

        /** The server refused: nothing was sampled. */
        void release() {
            end(0, 0, 0, 0);
        }

        /** The answer is lost, but the server may have sampled all of it. */
        void forfeit() {
            end(1, prompt, completion, 0);
        }

        private void end(long unanswered, long promptUsed, long completionUsed, long estimated) {
            lock.lock();
            try {
                reserved -= prompt + completion;
                spent = plus(0, unanswered, promptUsed, completionUsed, estimated);
                settled.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
