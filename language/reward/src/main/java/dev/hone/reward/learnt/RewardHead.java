package dev.hone.reward.learnt;

import dev.hone.core.HoneException;
import dev.hone.core.artifact.Artifact;
import dev.hone.core.artifact.Card;
import dev.hone.core.files.AtomicFolder;
import dev.hone.lm.Features;
import java.nio.file.Path;
import java.util.Map;

/**
 * A reward learnt from graded answers: linear in the vector of an answer. Its artefact is a card alone; the weights, one a column, are
 * few enough to stand on it.
 */
public final class RewardHead {
    /** What its artefact is called. */
    public static final String KIND = "reward-head";

    private static final int SCHEMA = 1;

    /**
     * What the card holds.
     *
     * @param features what made the vectors
     * @param weights one a column of the vectors, finite
     * @param intercept finite
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Content(String features, double[] weights, double intercept) {}

    private final String features;
    private final Linear head;

    RewardHead(String features, Linear head) {
        this.features = features;
        this.head = head;
    }

    /**
     * Reads an artefact.
     *
     * @throws HoneException if it is none, of another kind, or damaged
     */
    public static RewardHead load(Path folder) {
        Content content = Artifact.open(folder, KIND, SCHEMA).card().content(Content.class);
        return new RewardHead(content.features(), new Linear(content.weights(), content.intercept()));
    }

    /**
     * Writes the artefact into a folder already begun, and makes it appear.
     *
     * @param provenance what it was made from, by name
     * @param heldOut what it reaches on queries it has not seen
     */
    void save(AtomicFolder folder, Map<String, String> provenance, HeldOut heldOut) {
        Content content = new Content(features, head.weights(), head.intercept());
        Artifact.write(folder, Card.of(KIND, SCHEMA, provenance, heldOut.numbers(), content), _ -> {});
    }

    /** What its vectors are made by; see {@link Features#name()}. */
    public String features() {
        return features;
    }

    /**
     * Checks that vectors are of the kind that it was fitted on.
     *
     * @throws HoneException naming both kinds
     */
    Features require(Features given, String name) {
        int columns = given.dimension();
        if (!given.name().equals(features) || columns != head.weights().length) {
            throw new HoneException(
                    "The reward '" + name + "' was learnt from '" + features + "' vectors of " + head.weights().length
                            + " columns, but gets '" + given.name() + "' of " + columns + ".",
                    "the features changed since; make it again: hone reward fit GRADED --out ARTIFACT");
        }
        return given;
    }

    /** The reward of one vector. */
    double of(float[] vector) {
        return head.of(vector);
    }
}
