package dev.hone.learn;

import dev.hone.core.HoneException;
import dev.hone.core.artifact.Artifact;
import dev.hone.core.artifact.Card;
import dev.hone.tensor.Activation;
import dev.hone.tensor.Safetensors;
import dev.hone.tensor.TensorData;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A policy as an artefact of kind {@value #KIND}: its card says for which spaces and how outputs become actions, its weights
 * hold the network with the normaliser that it learnt behind, or the table.
 *
 * @param environment name of the environment it was trained in
 * @param card of the artefact
 */
public record SavedPolicy(String environment, Policy policy, Card card) {
    public static final String KIND = "policy";

    private static final int SCHEMA = 1;
    private static final String TABLE = "table";
    private static final String RECURRENT = "recurrent";
    private static final String NORM = "norm";

    /** What the card holds; a table has no widths. */
    record Content(
            String environment,
            String form,
            SpaceCard observations,
            SpaceCard actions,
            List<Integer> widths,
            String activation) {}

    /**
     * The card of a policy about to be saved.
     *
     * @throws IllegalArgumentException if it is no {@link NetworkPolicy}, {@link RecurrentPolicy} or {@link TablePolicy}
     */
    public static Card card(
            String environment, Policy policy, Map<String, String> provenance, Map<String, Double> heldOut) {
        SpaceCard observations = SpaceCard.of(policy.observations());
        SpaceCard actions = SpaceCard.of(policy.actions());
        Content content = switch (policy) {
            case NetworkPolicy network ->
                new Content(
                        environment,
                        network.form().name().toLowerCase(Locale.ROOT),
                        observations,
                        actions,
                        network.network().widths(),
                        network.network().activation().name().toLowerCase(Locale.ROOT));
            case RecurrentPolicy recurrent -> {
                RecurrentNetwork.Shape shape = recurrent.network().shape();
                List<Integer> widths = List.of(shape.in(), shape.width(), shape.out());
                yield new Content(environment, RECURRENT, observations, actions, widths, "");
            }
            case TablePolicy _ -> new Content(environment, TABLE, observations, actions, List.of(), "");
            default ->
                throw new IllegalArgumentException(
                        "a policy of " + policy.getClass().getSimpleName() + " can't be saved");
        };
        return Card.of(KIND, SCHEMA, provenance, heldOut, content);
    }

    /** Puts the weights of a policy that {@link #card} accepts into an artefact's folder. */
    public static void fill(Path folder, Policy policy) {
        SequencedMap<String, TensorData> tensors = new LinkedHashMap<>();
        switch (policy) {
            case NetworkPolicy network -> {
                network.network().save(tensors);
                Snapshot.Writer norm = Snapshot.writer();
                network.norm().save(norm);
                long[] words = norm.done().words();
                tensors.put(NORM, TensorData.of(words, words.length));
            }
            case RecurrentPolicy recurrent -> recurrent.network().save(tensors);
            case TablePolicy table -> {
                long[] choices = new long[table.observations().count()];
                for (int s = 0; s < choices.length; s++) {
                    choices[s] = table.choice(s);
                }
                tensors.put(TABLE, TensorData.of(choices, choices.length));
            }
            default -> throw new IllegalArgumentException("no card was made for this policy");
        }
        Safetensors.write(Artifact.weights(folder), tensors, Map.of());
    }

    /**
     * Opens a saved policy.
     *
     * @throws HoneException if the folder holds none, or a damaged one
     */
    public static SavedPolicy open(Path folder) {
        Artifact artifact = Artifact.open(folder, KIND, SCHEMA);
        Content content = artifact.card().content(Content.class);
        try (Safetensors weights = Safetensors.open(artifact.weights())) {
            return new SavedPolicy(content.environment(), policy(content, weights), artifact.card());
        } catch (IllegalArgumentException e) {
            throw new HoneException(
                    folder + " is a damaged policy: " + e.getMessage() + ".",
                    "card.json was edited; train the policy again",
                    e);
        }
    }

    private static Policy policy(Content content, Safetensors weights) {
        Space observations = content.observations().space();
        Space actions = content.actions().space();
        if (content.form().equals(TABLE)) {
            long[] choices = weights.longs(TABLE);
            int[] table = new int[choices.length];
            for (int s = 0; s < table.length; s++) {
                table[s] = (int) choices[s];
            }
            return new TablePolicy(((Space.Discrete) actions).count(), table);
        }
        if (content.form().equals(RECURRENT)) {
            List<Integer> widths = content.widths();
            if (widths.size() != 3) {
                throw new IllegalArgumentException("a recurrent network of the widths " + widths);
            }
            var recurrent = new PlainRecurrent(new RecurrentNetwork.Shape(widths.get(0), widths.get(1), widths.get(2)));
            recurrent.load(weights);
            return new RecurrentPolicy(observations, (Space.Discrete) actions, recurrent);
        }
        NetworkPolicy.Form form = NetworkPolicy.Form.valueOf(content.form().toUpperCase(Locale.ROOT));
        Activation activation = Activation.valueOf(content.activation().toUpperCase(Locale.ROOT));
        PlainNetwork network = new PlainNetwork(content.widths(), activation);
        network.load(weights);
        RunningNorm norm = new RunningNorm(Features.width(observations));
        norm.restore(Snapshot.of(weights.longs(NORM)).reader());
        return new NetworkPolicy(observations, actions, form, network, norm);
    }
}
