package dev.hone.transformer.decode;

import dev.hone.transformer.Family;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.kernel.Panels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Packs the tensors of a checkpoint, under the names that each family gives them. */
final class WeightsReader {
    private final ModelConfig config;
    private final Checkpoint checkpoint;

    private WeightsReader(ModelConfig config, Checkpoint checkpoint) {
        this.config = config;
        this.checkpoint = checkpoint;
    }

    static Weights read(ModelConfig config, Checkpoint checkpoint) {
        WeightsReader reader = new WeightsReader(config, checkpoint);
        return config.family() == Family.GPT2 ? reader.gpt2() : reader.llamaLike();
    }

    private Weights llamaLike() {
        String root = checkpoint.contains("model.embed_tokens.weight") ? "model." : "";
        List<Weights.Layer> layers = new ArrayList<>();
        for (int i = 0; i < config.layers(); i++) {
            layers.add(llamaLayer(root + "layers." + i + "."));
        }
        Matrix embedding = matrix(root + "embed_tokens.weight", config.vocabulary(), config.hidden());
        Matrix head =
                config.tiedEmbeddings() ? embedding : matrix("lm_head.weight", config.vocabulary(), config.hidden());
        return new Weights(embedding, head, Optional.empty(), layers, rmsNorm(root + "norm.weight", config.hidden()));
    }

    private Weights.Layer llamaLayer(String name) {
        int hidden = config.hidden();
        int intermediate = config.intermediate();
        String attention = name + "self_attn.";
        boolean headNorms = config.family().normalisesQueriesAndKeys();

        Matrix queryKeyValue = new Matrix(queryKeyValueRows(), hidden);
        put(queryKeyValue, 0, attention + "q_proj", config.queryWidth(), config.attentionBias());
        put(queryKeyValue, keysAt(config), attention + "k_proj", config.keyValueWidth(), config.attentionBias());
        put(queryKeyValue, valuesAt(config), attention + "v_proj", config.keyValueWidth(), config.attentionBias());
        Matrix output = new Matrix(hidden, config.queryWidth());
        put(output, 0, attention + "o_proj", hidden, config.attentionOutputBias());

        Matrix gateUp = new Matrix(2 * Panels.pad(intermediate), hidden);
        put(gateUp, 0, name + "mlp.gate_proj", intermediate, config.mlpBias());
        put(gateUp, Panels.pad(intermediate), name + "mlp.up_proj", intermediate, config.mlpBias());
        Matrix down = new Matrix(hidden, intermediate);
        put(down, 0, name + "mlp.down_proj", hidden, config.mlpBias());

        return new Weights.Layer(
                rmsNorm(name + "input_layernorm.weight", hidden),
                queryKeyValue,
                headNorm(headNorms, attention + "q_norm.weight"),
                headNorm(headNorms, attention + "k_norm.weight"),
                output,
                rmsNorm(name + "post_attention_layernorm.weight", hidden),
                gateUp,
                down);
    }

    private Weights gpt2() {
        String root = checkpoint.contains("transformer.wte.weight") ? "transformer." : "";
        List<Weights.Layer> layers = new ArrayList<>();
        for (int i = 0; i < config.layers(); i++) {
            layers.add(gpt2Layer(root + "h." + i + "."));
        }
        Matrix embedding = matrix(root + "wte.weight", config.vocabulary(), config.hidden());
        Matrix head =
                config.tiedEmbeddings() ? embedding : matrix("lm_head.weight", config.vocabulary(), config.hidden());
        float[] positions = checkpoint.floats(root + "wpe.weight", config.context(), config.hidden());
        return new Weights(embedding, head, Optional.of(positions), layers, layerNorm(root + "ln_f"));
    }

    private Weights.Layer gpt2Layer(String name) {
        int hidden = config.hidden();
        Matrix queryKeyValue = new Matrix(queryKeyValueRows(), hidden);
        splitFused(queryKeyValue, name + "attn.c_attn");
        Matrix output = new Matrix(hidden, hidden);
        putConvolution(output, name + "attn.c_proj", hidden, hidden);
        Matrix up = new Matrix(config.intermediate(), hidden);
        putConvolution(up, name + "mlp.c_fc", hidden, config.intermediate());
        Matrix down = new Matrix(hidden, config.intermediate());
        putConvolution(down, name + "mlp.c_proj", config.intermediate(), hidden);
        return new Weights.Layer(
                layerNorm(name + "ln_1"),
                queryKeyValue,
                Optional.empty(),
                Optional.empty(),
                output,
                layerNorm(name + "ln_2"),
                up,
                down);
    }

    /** GPT-2 keeps queries, keys and values side by side in one weight. [hidden][3 * hidden] */
    private void splitFused(Matrix matrix, String name) {
        int hidden = config.hidden();
        float[] fused = checkpoint.floats(name + ".weight", hidden, 3L * hidden);
        float[] bias = checkpoint.floats(name + ".bias", 3L * hidden);
        int[] rows = {0, keysAt(config), valuesAt(config)};
        for (int part = 0; part < rows.length; part++) {
            float[] weight = new float[hidden * hidden];
            for (int j = 0; j < hidden; j++) {
                System.arraycopy(fused, (3 * j + part) * hidden, weight, j * hidden, hidden);
            }
            float[] partBias = new float[hidden];
            System.arraycopy(bias, part * hidden, partBias, 0, hidden);
            matrix.putTransposed(rows[part], weight, hidden).putBias(rows[part], partBias);
        }
    }

    private void putConvolution(Matrix matrix, String name, int inputs, int rows) {
        matrix.putTransposed(0, checkpoint.floats(name + ".weight", inputs, rows), rows)
                .putBias(0, checkpoint.floats(name + ".bias", rows));
    }

    private void put(Matrix matrix, int firstRow, String name, int rows, boolean bias) {
        matrix.put(firstRow, checkpoint.floats(name + ".weight", rows, matrix.inputs()), rows);
        if (bias) {
            matrix.putBias(firstRow, checkpoint.floats(name + ".bias", rows));
        }
    }

    private Matrix matrix(String name, int rows, int inputs) {
        return new Matrix(rows, inputs).put(0, checkpoint.floats(name, rows, inputs), rows);
    }

    private Norm rmsNorm(String name, int width) {
        return new Norm(checkpoint.floats(name, width), Optional.empty(), (float) config.normEpsilon());
    }

    private Optional<Norm> headNorm(boolean present, String name) {
        return present ? Optional.of(rmsNorm(name, config.headDimension())) : Optional.empty();
    }

    private Norm layerNorm(String name) {
        float[] weight = checkpoint.floats(name + ".weight", config.hidden());
        float[] bias = checkpoint.floats(name + ".bias", config.hidden());
        return new Norm(weight, Optional.of(bias), (float) config.normEpsilon());
    }

    private int queryKeyValueRows() {
        return valuesAt(config) + config.keyValueWidth();
    }

    /** The row at which keys begin in what {@code queryKeyValue} gives; queries begin at 0. */
    static int keysAt(ModelConfig config) {
        return Panels.pad(config.queryWidth());
    }

    /** The row at which values begin. */
    static int valuesAt(ModelConfig config) {
        return keysAt(config) + Panels.pad(config.keyValueWidth());
    }
}
