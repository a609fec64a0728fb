package dev.hone.transformer.train;

import dev.hone.lm.arithmetic.Problem;
import dev.hone.tensor.Tensor;
import java.util.List;

/**
 * Problems side by side, padded on the right to the longest. What the model is graded on are the positions whose next token
 * is part of an answer or the end token; {@code places} are their numbers in the flattened [batch * time].
 */
record ArithmeticBatch(int size, int time, int[] ids, int[] places, int[] targets) {
    static ArithmeticBatch of(List<Problem> problems) {
        List<int[]> rows = problems.stream()
                .map(p -> ArithmeticVocabulary.encode(p.prompt() + p.answer()))
                .toList();
        int time = rows.stream().mapToInt(r -> r.length).max().orElseThrow();
        int[] ids = new int[rows.size() * time]; // padding is id 0
        int answers = problems.stream().mapToInt(p -> p.answer().length() + 1).sum();
        int[] places = new int[answers];
        int[] targets = new int[answers];
        int k = 0;
        for (int i = 0; i < rows.size(); i++) {
            int[] row = rows.get(i);
            System.arraycopy(row, 0, ids, i * time, row.length);
            int prompt = row.length - problems.get(i).answer().length();
            for (int t = prompt - 1; t < row.length; t++) {
                places[k] = i * time + t;
                targets[k++] = t + 1 < row.length ? row[t + 1] : ArithmeticVocabulary.EOS;
            }
        }
        return new ArithmeticBatch(rows.size(), time, ids, places, targets);
    }

    /** Mean negative log-likelihood in nats of the answers' tokens. */
    Tensor loss(TrainableTransformer model) {
        Tensor hidden = model.hidden(Tensor.of(ids, size, time)); // [batch, time, hidden]
        Tensor flat = hidden.reshape((long) size * time, model.config().hidden());
        Tensor logits = model.head(flat.pick(0, Tensor.of(places, places.length))); // [answers, vocabulary]
        return dev.hone.tensor.Functional.crossEntropy(logits, Tensor.of(targets, targets.length));
    }
}
