package dev.hone.reward.learnt;

import dev.hone.lm.Completion;
import dev.hone.lm.Features;
import dev.hone.lm.Query;
import dev.hone.reward.AnswerVectors;
import dev.hone.reward.FeatureSupply;
import dev.hone.reward.Reward;
import dev.hone.reward.Traits;
import dev.hone.reward.Traits.Reach;
import dev.hone.reward.Traits.Scale;
import dev.hone.reward.Traits.Verifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Grades answers as a {@link RewardHead} learnt to. */
public final class HeadReward implements Reward {
    /** What every such reward needs and returns. */
    public static final Traits TRAITS = new Traits(
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Scale.REAL,
            false,
            Verifier.NEVER_ENOUGH,
            "the vector of each answer; minilm's are made once and kept on disk",
            Reach.NOTHING);

    private final String name;
    private final Path folder;
    private final RewardHead head;
    private final Features features;

    private HeadReward(String name, Path folder, RewardHead head, Features features) {
        this.name = name;
        this.folder = folder;
        this.head = head;
        this.features = features;
    }

    /** The reward of an artefact; {@code features} is asked for what the card names. */
    public static HeadReward open(String name, Path folder, FeatureSupply features) {
        RewardHead head = RewardHead.load(folder);
        return new HeadReward(name, folder, head, head.require(features.open(head.features()), name));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public List<Path> files() {
        return List.of(folder);
    }

    @Override
    public int concurrency() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public double[] score(Query query, List<Completion> completions) {
        return completions.isEmpty()
                ? new double[0]
                : Arrays.stream(AnswerVectors.of(features, completions))
                        .mapToDouble(head::of)
                        .toArray();
    }
}
