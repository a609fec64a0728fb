package dev.hone.transformer.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.core.Seeds;
import dev.hone.lm.arithmetic.Problem;
import dev.hone.lm.arithmetic.Problem.Operation;
import dev.hone.tensor.Functional;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import dev.hone.transformer.Family;
import dev.hone.transformer.ModelConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArithmeticBatchTest {
    private static final ModelConfig TINY = new ModelConfig(
            Family.LLAMA,
            ArithmeticVocabulary.SIZE,
            8,
            16,
            1,
            2,
            2,
            4,
            32,
            1e-5,
            10_000,
            Optional.empty(),
            true,
            false,
            false,
            false);

    /** Minus the log-probability of every token of the answer and the end, one problem at a time. */
    private static double[] expected(TrainableTransformer model, List<Problem> problems) {
        double sum = 0;
        int count = 0;
        for (Problem p : problems) {
            int[] ids = ArithmeticVocabulary.encode(p.prompt() + p.answer());
            try (var _ = new Scope()) {
                Tensor logits = model.logits(Tensor.of(ids, 1, ids.length)).select(0, 0); // [time, vocabulary]
                double[] logprobs = Functional.logSoftmax(logits, -1).doubles();
                for (int t = p.prompt().length(); t < ids.length; t++) {
                    int next = t + 1 < ids.length ? ids[t + 1] : ArithmeticVocabulary.EOS;
                    sum -= logprobs[t * ArithmeticVocabulary.SIZE + next];
                    count++;
                }
            }
        }
        return new double[] {sum, count};
    }

    @Test
    void the_loss_is_the_mean_over_answers_and_padding_has_no_part_in_it() {
        List<Problem> problems = List.of(
                new Problem(1, Operation.ADD, 2),
                new Problem(999_999, Operation.ADD, 1),
                new Problem(12, Operation.MULTIPLY, 34));
        try (var model = TrainableTransformer.initial(TINY, Seeds.of(1));
                var _ = new Scope()) {
            ArithmeticBatch batch = ArithmeticBatch.of(problems);
            double[] sumAndCount = expected(model, problems);
            assertEquals(2 + 8 + 4, batch.answers());
            assertEquals(sumAndCount[1], batch.answers());
            assertEquals(sumAndCount[0] / sumAndCount[1], batch.loss(model).item(), 1e-5);
        }
    }

    @Test
    void batches_of_like_length_hold_every_problem_once() {
        var random = Seeds.of(2).generator();
        List<Problem> problems =
                Stream.generate(() -> Problem.any(random)).limit(50).toList();
        try (var model = TrainableTransformer.initial(TINY, Seeds.of(1));
                var _ = new Scope()) {
            double sum = 0;
            for (ArithmeticBatch batch : ArithmeticBatch.byLength(problems, 4)) {
                sum += batch.loss(model).item() * batch.answers();
            }
            assertEquals(expected(model, problems)[0], sum, 1e-3);
        }
    }
}
