package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.run.RunSpec;
import dev.hone.reward.FeatureSupply;
import dev.hone.reward.Judge;
import dev.hone.reward.Reward;
import dev.hone.reward.Rewards;
import dev.hone.reward.Selector;
import java.nio.file.Path;

/** REWARD on a command line, with the vectors that it may read. */
final class RewardSource {
    private static final FeatureSupply FEATURES = name -> FeatureSource.open(name, Listener.NONE);

    private RewardSource() {}

    /** A reward, or a selector. */
    static Judge judge(String name) {
        return Rewards.parse(name, FEATURES);
    }

    /** A reward; a selector is an error. */
    static Reward reward(String name) {
        return Rewards.reward(name, FEATURES);
    }

    /** A selector, for {@code --select}; a reward is an error. */
    static Selector selector(String name) {
        return switch (judge(name)) {
            case Selector selector -> selector;
            case Reward reward -> {
                reward.close();
                throw new HoneException(
                        "'" + name + "' grades answers and does not compare them.",
                        "leave --select out: the pool's rewards are evaluated; or give --select agreement");
            }
        };
    }

    /** The run with what the judge reads among its inputs, so that another artefact in the same place is another run. */
    static RunSpec declare(RunSpec spec, Judge judge) {
        RunSpec declared = spec;
        int n = 0;
        for (Path file : judge.files()) {
            declared = declared.withInput(n++ == 0 ? "reward" : "reward " + n, file);
        }
        return declared;
    }
}
