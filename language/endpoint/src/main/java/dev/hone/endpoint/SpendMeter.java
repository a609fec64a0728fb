package dev.hone.endpoint;

import dev.hone.lm.LimitReached;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Counts calls and tokens and never lets a limit be passed. Thread-safe.
 *
 * <p>A call reserves the most it can cost before it is sent, and gives back what it did not use when its answer is there. So
 * the limits hold whatever the server returns, as far as the prompt's tokens are estimated well. A call that does not fit
 * only because others in flight hold reservations waits for them; when none is in flight and it still does not fit, the
 * limit is reached.
 *
 * <p>A limit is one of the whole run, not of a process: a ledger hears the spending whenever it changes, and what it heard
 * last is where the run's next process begins. It hears of a call before that is sent, as if the answer were lost, so that
 * a killed process has never spent more than its ledger says.
 */
public final class SpendMeter {
    private static final Spend ONE_CALL = new Spend(1, 0, 0, 0, 0);

    private final SpendLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    private final Consumer<Spend> ledger;
    private Spend spent;

    /** Calls under way, at the most they can cost should their answers be lost; their number is in {@code spent}. */
    private Spend inFlight = Spend.NOTHING;

    /**
     * A meter that goes on counting.
     *
     * @param already what an earlier part of the same run has spent; {@link Spend#NOTHING} at first
     * @param ledger keeps what is spent should the process die now; called under the meter's lock
     */
    public SpendMeter(SpendLimits limits, Spend already, Consumer<Spend> ledger) {
        this.limits = limits;
        this.spent = already;
        this.ledger = ledger;
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
            while (over(limits.tokens(), spent.tokens() + inFlight.tokens() + most)) {
                if (inFlight.tokens() == 0) {
                    throw tokensReached(most);
                }
                settled.await();
                checkCalls();
            }
            Reservation room = new Reservation(new Spend(0, 1, promptTokens, completionTokens, 0));
            ledger.accept(spent.plus(ONE_CALL).plus(inFlight).plus(room.most)); // a call it can't keep is not sent
            spent = spent.plus(ONE_CALL);
            inFlight = inFlight.plus(room.most);
            return room;
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

    /** The room of one call; exactly one of its methods is called, once. */
    final class Reservation {
        private final Spend most;

        private Reservation(Spend most) {
            this.most = most;
        }

        /** The answer is there and cost this much. */
        void settle(Usage usage) {
            end(new Spend(0, 0, usage.promptTokens(), usage.completionTokens(), usage.reported() ? 0 : 1));
        }

        /** The server refused: nothing was sampled. */
        void release() {
            end(Spend.NOTHING);
        }

        /** The answer is lost, but the server may have sampled all of it. */
        void forfeit() {
            end(most);
        }

        private void end(Spend cost) {
            lock.lock();
            try {
                inFlight = inFlight.minus(most);
                spent = spent.plus(cost);
                settled.signalAll();
                ledger.accept(spent.plus(inFlight));
            } finally {
                lock.unlock();
            }
        }
    }
}
