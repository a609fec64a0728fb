package dev.hone.serve.page;

import dev.hone.core.statistics.Interval;
import java.util.List;

/**
 * What a server has done, as {@code GET /status.json} gives it. A number that is not known is NaN, which JSON holds as the text
 * {@code "NaN"}.
 *
 * @param version Hone's
 * @param startedAt seconds since 1970
 * @param now seconds since 1970
 * @param stopping whether the server is draining
 * @param recording whether requests are kept
 * @param explored share of requests drawn to the full cap, in [0, 1]
 * @param running requests at this moment
 * @param requests answered since the first start
 * @param failed of these, answered with an error
 * @param spent over all names
 * @param served one a served name
 * @param upstreams one an arm
 * @param errors the last ones, newest first
 */
public record Status(
        String version,
        long startedAt,
        long now,
        boolean stopping,
        boolean recording,
        double explored,
        long running,
        long requests,
        long failed,
        Spent spent,
        List<Served> served,
        List<Upstream> upstreams,
        List<Failure> errors) {
    public Status {
        served = List.copyOf(served);
        upstreams = List.copyOf(upstreams);
        errors = List.copyOf(errors);
    }

    /**
     * What requests cost, beside the same requests served with the cap's samples each.
     *
     * @param samples drawn
     * @param uniformSamples that uniform best-of-k would have drawn
     * @param tokens billed, prompts and completions
     * @param uniformTokens that it would have cost
     * @param saving of tokens, as a share of the uniform cost; at most 1, below 0 if more was spent
     */
    public record Spent(long samples, long uniformSamples, long tokens, long uniformTokens, Interval saving) {
        public static final Spent NOTHING = new Spent(0, 0, 0, 0, Interval.UNDEFINED);
    }

    /** What a mean budget counts. */
    public enum Unit {
        SAMPLES,
        /** The share of requests that the strong arm answers, in [0, 1]. */
        STRONG_SHARE,
        USD
    }

    /**
     * A served name.
     *
     * @param name as clients write it
     * @param unit of {@code mean} and {@code target}
     * @param mean spent a request
     * @param target that the mean may not pass, above 0
     * @param requests served
     * @param spent by them
     */
    public record Served(String name, Unit unit, Interval mean, double target, long requests, Spent spent) {}

    /** How an upstream is doing. */
    public enum Health {
        UP,
        /** It answers, but can't do all that is wanted, or fails often. */
        DEGRADED,
        DOWN
    }

    /**
     * An arm.
     *
     * @param name as configured
     * @param model that it runs, and where
     * @param health as of the last calls
     * @param detail one line: what it can and can't do, or why it is down
     * @param calls since the start
     * @param failures of these
     * @param medianSeconds a call; NaN without calls
     */
    public record Upstream(
            String name, String model, Health health, String detail, long calls, long failures, double medianSeconds) {}

    /**
     * An error that a client saw.
     *
     * @param at seconds since 1970
     * @param name asked for; empty if there was none
     * @param status of HTTP, 0 for an answer that was cut
     * @param message without prompts and keys
     */
    public record Failure(long at, String name, int status, String message) {}
}
