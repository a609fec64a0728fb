package dev.hone.steer.fit;

import dev.hone.core.Seeds;
import dev.hone.steer.candidate.CandidateTensors;
import dev.hone.tensor.Functional;
import dev.hone.tensor.Init;
import dev.hone.tensor.NoGrad;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import dev.hone.tensor.TensorData;
import dev.hone.transformer.CausalModel;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.train.TrainableTransformer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The value network of the candidate head as it is trained. Its tokens enter by a learnt projection of the vectors by which they enter
 * the frozen model, so that what is learnt of one token holds for its like; the product is written down once, in the end, and nothing
 * of the frozen model is needed any more. V starts at zero everywhere.
 */
final class CandidateNetwork implements AutoCloseable {
    private static final String PROJECTION = "projection";
    private static final String EMBEDDING = "model.embed_tokens.weight";
    private static final int CHUNK = 32; // texts of a pass without gradients

    private final CausalModel frozen;
    private final ModelConfig config;
    private final TrainableTransformer transformer; // the one row of its own embedding is not used
    private final int vocabulary;
    private final int inputs;
    private final float scale; // of the frozen model's vectors

    CandidateNetwork(CausalModel frozen, Seeds seeds) {
        this.frozen = frozen;
        vocabulary = frozen.config().vocabulary();
        int context = frozen.config().context();
        config = CandidateTensors.network(vocabulary + CandidateTensors.OWN, context);
        inputs = frozen.config().hidden() + CandidateTensors.OWN;
        scale = scale(frozen);
        transformer = TrainableTransformer.initial(CandidateTensors.network(1, context), seeds);
        Parameters parameters = transformer.parameters();
        double deviation = 1 / Math.sqrt(inputs);
        long count = (long) config.hidden() * inputs;
        parameters.add(PROJECTION, Init.normal(seeds.child(PROJECTION), count, deviation), config.hidden(), inputs);
        parameters.add(CandidateTensors.WEIGHT, new float[config.hidden()], 1, config.hidden());
        parameters.add(CandidateTensors.BIAS, new float[1], 1);
    }

    /** The inverse of the vectors' common root mean square. */
    private static float scale(CausalModel frozen) {
        int hidden = frozen.config().hidden();
        float[] vector = new float[hidden];
        double squares = 0;
        for (int id = 0; id < frozen.config().vocabulary(); id++) {
            frozen.inputEmbedding(id, vector, 0);
            for (float value : vector) {
                squares += (double) value * value;
            }
        }
        double mean = squares / ((double) hidden * frozen.config().vocabulary());
        return mean > 0 ? (float) (1 / Math.sqrt(mean)) : 1;
    }

    ModelConfig config() {
        return config;
    }

    Parameters parameters() {
        return transformer.parameters();
    }

    /** V of every state of some texts, one text after another: those in which something was chosen, then the terminal one. */
    double[] values(List<Episode> texts) {
        double[] all = new double[states(texts)];
        int at = 0;
        for (int from = 0; from < texts.size(); from += CHUNK) {
            try (var _ = new Scope();
                    var _ = new NoGrad()) {
                double[] some = forward(texts.subList(from, Math.min(texts.size(), from + CHUNK)))
                        .doubles();
                System.arraycopy(some, 0, all, at, some.length);
                at += some.length;
            }
        }
        return all;
    }

    /** Half the mean squared error of V at the same states. */
    Tensor loss(List<Episode> texts, double[] targets) {
        float[] wanted = new float[targets.length];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = (float) targets[i];
        }
        return forward(texts)
                .sub(Tensor.of(wanted, wanted.length))
                .square()
                .mean()
                .mul(0.5);
    }

    /** How many states some texts have, their terminal ones included. */
    static int states(List<Episode> texts) {
        return texts.stream().mapToInt(text -> text.steps() + 1).sum();
    }

    private Tensor forward(List<Episode> texts) {
        List<int[]> rows = texts.stream().map(this::tokens).toList();
        int time = rows.stream().mapToInt(row -> row.length).max().orElseThrow();
        Map<Integer, Integer> known = new LinkedHashMap<>();
        int[] ids = new int[rows.size() * time]; // padding stands behind what counts, where nothing looks
        int[] places = new int[states(texts)];
        int k = 0;
        for (int b = 0; b < rows.size(); b++) {
            int[] row = rows.get(b);
            for (int t = 0; t < row.length; t++) {
                ids[b * time + t] = known.computeIfAbsent(row[t], _ -> known.size());
            }
            for (int t = row.length - texts.get(b).steps() - 1; t < row.length; t++) {
                places[k++] = b * time + t;
            }
        }
        Parameters parameters = transformer.parameters();
        Tensor vectors = Functional.linear(inputs(new ArrayList<>(known.keySet())), parameters.get(PROJECTION));
        Tensor states = transformer.hidden(Tensor.of(ids, rows.size(), time), vectors); // [batch, time, width]
        Tensor flat = states.reshape((long) rows.size() * time, config.hidden()); // [batch * time, width]
        Tensor some = flat.pick(0, Tensor.of(places, places.length)); // [states, width]
        return Functional.linear(some, parameters.get(CandidateTensors.WEIGHT), parameters.get(CandidateTensors.BIAS))
                .reshape(places.length); // [states]
    }

    /** A text as the network reads it: the prompt, its end, the response, and the text's end if the model ended it. */
    private int[] tokens(Episode text) {
        int before = text.prompt().size();
        int[] tokens = new int[before + 1 + text.steps()];
        for (int i = 0; i < before; i++) {
            tokens[i] = text.prompt().get(i);
        }
        tokens[before] = CandidateTensors.promptEnd(vocabulary);
        for (int step = 0; step < text.steps(); step++) {
            int action = text.action(step);
            tokens[before + 1 + step] = action == Episode.END ? CandidateTensors.textEnd(vocabulary) : action;
        }
        return tokens;
    }

    /** What tokens are known by: the frozen model's vectors, and a number of its own for each token that it doesn't have. [ids, inputs] */
    private Tensor inputs(List<Integer> ids) {
        float[] vectors = new float[Math.multiplyExact(ids.size(), inputs)];
        for (int i = 0; i < ids.size(); i++) {
            input(ids.get(i), vectors, i * inputs);
        }
        return Tensor.of(vectors, ids.size(), inputs);
    }

    private void input(int id, float[] into, int at) {
        int hidden = frozen.config().hidden();
        if (id >= vocabulary) {
            into[at + hidden + id - vocabulary] = (float) Math.sqrt(hidden);
            return;
        }
        frozen.inputEmbedding(id, into, at);
        for (int i = 0; i < hidden; i++) {
            into[at + i] *= scale;
        }
    }

    /** The transformer's weights by the names that Hugging Face gives them. */
    Map<String, TensorData> network() {
        Map<String, TensorData> tensors =
                new LinkedHashMap<>(transformer.parameters().save());
        tensors.keySet().removeAll(List.of(PROJECTION, CandidateTensors.WEIGHT, CandidateTensors.BIAS));
        tensors.put(EMBEDDING, TensorData.of(embedding(), config.vocabulary(), config.hidden()));
        return tensors;
    }

    /** What makes V of the last state. */
    Map<String, TensorData> head() {
        Map<String, TensorData> all = transformer.parameters().save();
        all.keySet().retainAll(List.of(CandidateTensors.WEIGHT, CandidateTensors.BIAS));
        return all;
    }

    private float[] embedding() {
        float[] table = new float[Math.multiplyExact(config.vocabulary(), config.hidden())];
        int chunk = 1024;
        for (int from = 0; from < config.vocabulary(); from += chunk) {
            Integer[] ids = new Integer[Math.min(chunk, config.vocabulary() - from)];
            int first = from;
            Arrays.setAll(ids, i -> first + i);
            try (var _ = new Scope();
                    var _ = new NoGrad()) {
                float[] some = Functional.linear(
                                inputs(List.of(ids)), transformer.parameters().get(PROJECTION))
                        .floats();
                System.arraycopy(some, 0, table, from * config.hidden(), some.length);
            }
        }
        return table;
    }

    @Override
    public void close() {
        transformer.close();
    }
}
