package dev.hone.steer.head;

import dev.hone.core.HoneException;
import dev.hone.core.artifact.Artifact;
import dev.hone.core.artifact.Card;
import dev.hone.core.files.AtomicFolder;
import dev.hone.steer.Value;
import dev.hone.steer.candidate.CandidateValue;
import dev.hone.steer.candidate.NetworkFolder;
import dev.hone.tensor.Safetensors;
import dev.hone.tensor.TensorData;
import dev.hone.transformer.decode.TransformerModel;
import dev.hone.transformer.generate.LocalModel;
import java.nio.file.Path;
import java.util.Map;

/** A value as an artefact. */
public final class ValueFile {
    private static final String KIND = "value";
    private static final int SCHEMA = 2;

    private ValueFile() {}

    /** Writes a value into a folder already begun, and makes it appear. */
    public static void write(
            AtomicFolder folder,
            ValueCard card,
            Map<String, String> provenance,
            Map<String, Double> heldOut,
            Map<String, TensorData> tensors) {
        Artifact.write(
                folder,
                Card.of(KIND, SCHEMA, provenance, heldOut, card),
                into -> Safetensors.write(Artifact.weights(into), tensors, Map.of()));
    }

    /** What a value says of itself. */
    public static ValueCard card(Path artifact) {
        return Artifact.open(artifact, KIND, SCHEMA).card().content(ValueCard.class);
    }

    /** The numbers it reached on queries it had not seen, by name. */
    public static Map<String, Double> heldOut(Path artifact) {
        return Artifact.open(artifact, KIND, SCHEMA).card().heldOut();
    }

    /**
     * Opens a value for the model it was learnt from.
     *
     * @throws HoneException if the folder holds no value, or one of another model or tokenizer
     */
    public static Value open(Path artifact, LocalModel model) {
        Artifact opened = Artifact.open(artifact, KIND, SCHEMA);
        ValueCard card = opened.card().content(ValueCard.class);
        if (!card.model().equals(model.name())) {
            throw new HoneException(
                    "The value " + artifact + " was learnt from " + card.model() + ", and this model is " + model.name()
                            + ".",
                    "use it with " + card.model() + ", or fit one from samples of " + model.name());
        }
        if (!card.tokenizer().equals(model.tokenizer().identity())) {
            throw new HoneException(
                    "The value " + artifact + " was learnt with the tokenizer " + brief(card.tokenizer()) + " of "
                            + card.model() + ", and this model's is "
                            + brief(model.tokenizer().identity()) + ".",
                    "its tokenizer.json was changed; put the old one back, or fit the value again");
        }
        try (Safetensors file = Safetensors.open(opened.weights())) {
            return switch (card.head()) {
                case Q -> QValue.read(file, card.reward(), model.causalModel(), model.endTokens(), card.limit());
                case DISTRIBUTIONAL ->
                    DistributionValue.read(file, card.reward(), model.causalModel(), model.endTokens(), card.limit());
                case CANDIDATE ->
                    CandidateValue.read(
                            file, card.reward(), TransformerModel.open(NetworkFolder.of(artifact)), model.endTokens());
            };
        }
    }

    /**
     * Opens a value that needs nothing of the frozen model.
     *
     * @throws HoneException if the folder holds no value, or one that reads the frozen model's states
     */
    public static DetachedValue openDetached(Path artifact) {
        Artifact opened = Artifact.open(artifact, KIND, SCHEMA);
        ValueCard card = opened.card().content(ValueCard.class);
        if (card.head() != Head.CANDIDATE) {
            throw new HoneException(
                    "The value " + artifact + " has the head '" + card.head() + "', which reads the states of "
                            + card.model() + "; a model behind an API shows none.",
                    "fit one with 'hone steer fit --head candidate'");
        }
        LocalModel network = LocalModel.open(NetworkFolder.of(artifact), card.model());
        try (Safetensors file = Safetensors.open(opened.weights())) {
            return new DetachedValue(
                    card,
                    network,
                    CandidateValue.read(file, card.reward(), network.causalModel(), network.endTokens()));
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private static String brief(String identity) {
        return identity.substring(0, Math.min(8, identity.length()));
    }
}
