package dev.hone.reward;

import dev.hone.core.HoneException;
import dev.hone.lm.Features;

/** Where a reward that reads vectors gets them; asked only when a reward needs them. */
@FunctionalInterface
public interface FeatureSupply {
    /** Has none, so that a reward which needs vectors is an error that says what it lacks. */
    FeatureSupply NONE = name -> {
        throw new HoneException(
                "This reward reads vectors of the kind '" + name + "', and none were given.",
                "pass them from Java: Rewards.parse(name, _ -> new MiniLm(folder))");
    };

    /**
     * The features of a name.
     *
     * @param name for example {@code minilm} or {@code hidden:MODEL}
     * @throws HoneException if there are none
     */
    Features open(String name);
}
