package dev.hone.endpoint;

/**
 * Checks what needs the machine to be quicker than something slow that a test stages: first at the pace at which it takes least time,
 * then, where the machine may have been too slow for that, at four, sixteen and sixty-four times it. What fails at every pace fails.
 */
final class AtSomePace {
    private static final int[] PACES = {1, 4, 16, 64};

    private AtSomePace() {}

    /** Something that waits in multiples of a pace. */
    interface Check {
        void at(int pace) throws Exception;
    }

    /** Runs the check until it holds; the last failure is the test's, the earlier ones are told beside it. */
    static void holds(Check check) throws Exception {
        Exception failure = new IllegalStateException("never run");
        for (int pace : PACES) {
            try {
                check.at(pace);
                return;
            } catch (InterruptedException e) {
                throw e; // the test's time is up
            } catch (AssertionError | Exception e) {
                Exception now = new Exception("at " + pace + " times the pace: " + e, e);
                now.addSuppressed(failure);
                failure = now;
            }
        }
        throw failure;
    }
}
