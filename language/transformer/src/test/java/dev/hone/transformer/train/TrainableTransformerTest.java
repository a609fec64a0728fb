package dev.hone.transformer.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import dev.hone.lm.arithmetic.ArithmeticQueries;
import dev.hone.tensor.Functional;
import dev.hone.tensor.NoGrad;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Safetensors;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import dev.hone.transformer.CausalModel;
import dev.hone.transformer.EmbeddedModels;
import dev.hone.transformer.Fixtures;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.decode.TransformerModel;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The twin against the families' own code and against the decoder, from the same files. */
class TrainableTransformerTest {
    private static final float TOLERANCE = 1e-4f;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "llama/gqa",
                "llama/linear",
                "llama/llama3",
                "llama/bias-sharded",
                "qwen2/tied",
                "qwen3/norms",
                "qwen3/parameters",
                "gpt2/prefixed",
                "gpt2/hub"
            })
    void logits_and_hidden_states_of_every_family_are_the_references(String fixture) {
        Path folder = Fixtures.path(fixture);
        CausalModel decoder = TransformerModel.open(folder);
        try (var model = TrainableTransformer.load(folder);
                var expected = Safetensors.open(folder.resolve("expected.safetensors"));
                var _ = new Scope();
                var _ = new NoGrad()) {
            for (String sequence : new String[] {"a", "b", "c"}) {
                long[] ids = expected.longs(sequence + ".ids");
                Tensor hidden = model.hidden(Tensor.of(ids, 1, ids.length)); // [1, time, hidden]
                float[] logits = model.head(hidden).floats();
                assertArrayEquals(expected.floats(sequence + ".logits"), logits, TOLERANCE);
                assertArrayEquals(expected.floats(sequence + ".hidden"), hidden.floats(), TOLERANCE);
                assertArrayEquals(decoded(decoder, ids), logits, TOLERANCE);
            }
        }
    }

    @Test
    void the_decoder_agrees_on_the_arithmetic_model() {
        Path folder = EmbeddedModels.folder("arithmetic");
        CausalModel decoder = TransformerModel.open(folder);
        try (var model = TrainableTransformer.load(folder);
                var _ = new NoGrad()) {
            for (Query query : ArithmeticQueries.draw(100, 0.1, Seeds.of(7))) {
                int[] ids = ArithmeticVocabulary.encode(
                        query.text() + query.reference().orElseThrow());
                try (var _ = new Scope()) {
                    float[] logits = model.logits(Tensor.of(ids, 1, ids.length)).floats();
                    long[] tokens = IntStream.of(ids).asLongStream().toArray();
                    assertArrayEquals(decoded(decoder, tokens), logits, TOLERANCE, query.id());
                }
            }
        }
    }

    /** Logits of all tokens, one row after the other. */
    private static float[] decoded(CausalModel model, long[] ids) {
        float[][] rows = model.logits(
                IntStream.range(0, ids.length).map(t -> (int) ids[t]).toArray());
        float[] all = new float[rows.length * rows[0].length];
        for (int t = 0; t < rows.length; t++) {
            System.arraycopy(rows[t], 0, all, t * rows[t].length, rows[t].length);
        }
        return all;
    }

    /** A short step of gradient descent lowers the loss by its length times the gradient's, to first order. */
    @ParameterizedTest
    @ValueSource(strings = {"llama/gqa", "qwen2/tied", "qwen3/norms", "gpt2/prefixed"})
    void every_weight_has_a_gradient_and_it_points_uphill(String fixture) {
        try (var model = TrainableTransformer.load(Fixtures.path(fixture));
                var gradients = new Parameters()) {
            try (var _ = new Scope()) {
                lossOf(model).backward();
                model.parameters().byName().forEach((name, weight) -> {
                    Tensor gradient = weight.gradient();
                    assertTrue(gradient.square().sum().item() > 0, name);
                    gradients.add(name, gradient.floats(), gradient.shape());
                });
            }
            double squared = 0;
            for (Tensor gradient : gradients.byName().values()) {
                for (float slope : gradient.floats()) {
                    squared += slope * slope;
                }
            }
            double before = loss(model);
            double wanted = 0.002;
            try (var moved = moved(model, gradients, wanted / squared)) {
                assertEquals(wanted, before - loss(moved), wanted / 10);
            }
        }
    }

    /** The model with every weight moved down its gradient. */
    private static TrainableTransformer moved(TrainableTransformer model, Parameters gradients, double distance) {
        var weights = new Parameters();
        model.parameters().byName().forEach((name, weight) -> {
            float[] values = weight.floats();
            float[] slopes = gradients.get(name).floats();
            for (int i = 0; i < values.length; i++) {
                values[i] -= (float) (distance * slopes[i]);
            }
            weights.add(name, values, weight.shape());
        });
        return new TrainableTransformer(model.config(), weights);
    }

    private static double loss(TrainableTransformer model) {
        try (var _ = new Scope();
                var _ = new NoGrad()) {
            return lossOf(model).item();
        }
    }

    private static Tensor lossOf(TrainableTransformer model) {
        Tensor logits = model.logits(Tensor.of(new int[] {1, 5, 9, 2, 5, 7, 7, 3}, 2, 4)); // [2, 4, vocabulary]
        return Functional.crossEntropy(
                logits.reshape(8, model.config().vocabulary()), Tensor.of(new int[] {5, 9, 2, 1, 7, 7, 3, 4}, 8));
    }

    @Test
    void a_sequence_beyond_the_context_is_refused() {
        try (var model = TrainableTransformer.load(EmbeddedModels.folder("arithmetic"));
                var _ = new Scope()) {
            int tooLong = model.config().context() + 1;
            Tensor ids = Tensor.of(new int[tooLong], 1, tooLong);
            assertThrows(IllegalArgumentException.class, () -> model.logits(ids));
        }
    }

    @Test
    void a_first_model_depends_on_the_seed_and_predicts_nothing_yet() {
        ModelConfig config = ModelConfig.read(EmbeddedModels.folder("arithmetic"));
        try (var one = TrainableTransformer.initial(config, Seeds.of(1));
                var same = TrainableTransformer.initial(config, Seeds.of(1));
                var other = TrainableTransformer.initial(config, Seeds.of(2))) {
            assertEquals(loss(one), loss(same));
            assertTrue(loss(one) != loss(other));
            assertEquals(Math.log(config.vocabulary()), loss(one), 2);
        }
    }

    @Test
    void a_folder_without_weights_is_an_error(@TempDir Path empty) {
        assertThrows(HoneException.class, () -> TrainableTransformer.load(empty));
    }
}
