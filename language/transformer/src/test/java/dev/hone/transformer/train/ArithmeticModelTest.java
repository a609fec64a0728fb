package dev.hone.transformer.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import dev.hone.lm.arithmetic.ArithmeticQueries;
import dev.hone.tensor.Functional;
import dev.hone.tensor.NoGrad;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import dev.hone.transformer.EmbeddedModels;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The committed model is worth allocating for: neither sure nor hopeless. The chance that a sample at temperature 1 is the
 * right answer is computed, not sampled: it is the product of the probabilities of the answer's tokens and the end.
 */
class ArithmeticModelTest {
    private static double[] chances(int n, double impossibleShare) {
        List<Query> queries = ArithmeticQueries.draw(n, impossibleShare, Seeds.of(2024));
        try (var model = TrainableTransformer.load(EmbeddedModels.folder("arithmetic"));
                var _ = new NoGrad()) {
            return queries.stream().mapToDouble(query -> chance(model, query)).toArray();
        }
    }

    private static double chance(TrainableTransformer model, Query query) {
        int[] ids = ArithmeticVocabulary.encode(query.text() + query.reference().orElseThrow());
        try (var _ = new Scope()) {
            Tensor logits = model.logits(Tensor.of(ids, 1, ids.length)); // [1, time, vocabulary]
            double[] logprobs = Functional.logSoftmax(logits, -1).doubles();
            double sum = 0;
            for (int t = query.text().length(); t < ids.length; t++) {
                int next = t + 1 < ids.length ? ids[t + 1] : ArithmeticVocabulary.EOS;
                sum += logprobs[t * ArithmeticVocabulary.SIZE + next];
            }
            return Math.exp(sum);
        }
    }

    @Test
    void about_half_of_all_samples_are_right_and_many_queries_are_neither_sure_nor_hopeless() {
        double[] chances = chances(1000, 0);
        double mean = Arrays.stream(chances).average().orElseThrow();
        long between =
                Arrays.stream(chances).filter(c -> c >= 0.05 && c <= 0.95).count();
        assertTrue(mean >= 0.35 && mean <= 0.65, "mean success " + mean);
        assertTrue(between >= 250, between + " of 1000 queries between .05 and .95");
    }

    @Test
    void products_of_four_with_three_digits_are_out_of_reach() {
        double[] chances = chances(300, 1);
        assertTrue(Arrays.stream(chances).average().orElseThrow() <= 0.01);
        assertTrue(Arrays.stream(chances).max().orElseThrow() <= 0.05);
    }
}
