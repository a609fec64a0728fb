package dev.hone.budget.serving;

import dev.hone.budget.spend.BelowCheapest;
import dev.hone.core.HoneException;
import dev.hone.reward.Judge;
import dev.hone.reward.Reward;
import dev.hone.reward.Selector;
import dev.hone.reward.Traits;
import java.util.Optional;

/**
 * How requests are answered.
 *
 * @param knob what the mean over requests is held to
 * @param judge what chooses among samples; without one the first sample is the answer and more would be wasted
 * @param binary whether a reward of unknown scale gives only 0 and 1, so that a 1 ends the search
 * @param stop whether drawing may end early where further samples can't help; absent: where it is known that they can't, which for a
 *     reward of unknown scale somebody must say
 * @param cap most samples of one request, at least 1
 * @param explore share of requests that draw the cap without stopping, in [0, 1]
 * @param below what becomes of a request for whose cheapest answer the mean has no room now
 */
public record ServingPolicy(
        Knob knob,
        Optional<Judge> judge,
        boolean binary,
        Optional<Boolean> stop,
        int cap,
        double explore,
        BelowCheapest below) {
    /** Every request is answered. */
    public ServingPolicy(
            Knob knob, Optional<Judge> judge, boolean binary, Optional<Boolean> stop, int cap, double explore) {
        this(knob, judge, binary, stop, cap, explore, BelowCheapest.CHEAPEST);
    }

    /**
     * @throws HoneException if a number is out of range, or the reward needs references, which requests don't bring
     */
    public ServingPolicy {
        if (cap < 1) {
            throw new HoneException("The most samples of a request are " + cap + ".", "give 1 or more");
        }
        if (!(explore >= 0 && explore <= 1)) {
            throw new HoneException("The share to explore is " + explore + ".", "give a share between 0 and 1");
        }
        judge.filter(j -> j.traits().needsReference()).ifPresent(j -> {
            throw new HoneException(
                    "The reward '" + j.name() + "' compares with a reference, and a request brings none.",
                    "use agreement, head:, http: or command:; 'hone rewards' lists what each needs");
        });
    }

    /** Whether drawing may end before the planned number of samples. */
    boolean stops() {
        return stop.orElse(true) && canStop();
    }

    private boolean canStop() {
        return judge.map(j -> switch (j) {
                    case Selector _ -> true;
                    case Reward reward ->
                        switch (reward.traits().verifier()) {
                            case YES, WITH_REFERENCE -> true;
                            case IF_BINARY -> binary || stop.orElse(false);
                            case NEVER_ENOUGH, NO -> false;
                        };
                })
                .orElse(false);
    }

    /** Whether a success, and not a vote, ends the search. */
    boolean verifies() {
        return judge.filter(Reward.class::isInstance).isPresent();
    }

    /** The scale of a reward, where its maker says nothing: that of the rewards a predictor learnt from. */
    public static boolean binary(Optional<Judge> judge, boolean predictorIsBinary) {
        return judge.filter(j -> j.traits().scale() == Traits.Scale.BINARY).isPresent() || predictorIsBinary;
    }
}
