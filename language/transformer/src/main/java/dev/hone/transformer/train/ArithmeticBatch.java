package dev.hone.transformer.train;

import dev.hone.lm.arithmetic.Problem;
import dev.hone.tensor.Functional;
import dev.hone.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Problems side by side, padded on the right to the longest. What the model is graded on are the positions whose next token
 * is part of an answer or the end token; padding stands behind them, where no position of interest looks.
 */
final class ArithmeticBatch {
    private final int size;
    private final int time;
    private final int[] ids;

    /** The graded positions, as numbers in the flattened [size * time]. */
    private final int[] places;

    /** The right token after each of them. */
    private final int[] targets;

    private ArithmeticBatch(int size, int time, int[] ids, int[] places, int[] targets) {
        this.size = size;
        this.time = time;
        this.ids = ids;
        this.places = places;
        this.targets = targets;
    }

    /** Cuts problems into batches of like length, so that little of them is padding. */
    static List<ArithmeticBatch> byLength(List<Problem> problems, int batches) {
        List<Problem> sorted = problems.stream()
                .sorted(Comparator.comparingInt(p -> text(p).length()))
                .toList();
        var cut = new ArrayList<ArithmeticBatch>();
        for (int i = 0; i < batches; i++) {
            cut.add(of(sorted.subList(i * sorted.size() / batches, (i + 1) * sorted.size() / batches)));
        }
        return cut;
    }

    static ArithmeticBatch of(List<Problem> problems) {
        List<int[]> rows =
                problems.stream().map(p -> ArithmeticVocabulary.encode(text(p))).toList();
        int time = rows.stream().mapToInt(row -> row.length).max().orElseThrow();
        int answers = problems.stream().mapToInt(p -> p.answer().length() + 1).sum();
        int[] ids = new int[rows.size() * time]; // all padding
        int[] places = new int[answers];
        int[] targets = new int[answers];
        int k = 0;
        for (int i = 0; i < rows.size(); i++) {
            int[] row = rows.get(i);
            System.arraycopy(row, 0, ids, i * time, row.length);
            int prompt = row.length - problems.get(i).answer().length();
            for (int t = prompt - 1; t < row.length; t++) {
                places[k] = i * time + t;
                targets[k] = t + 1 < row.length ? row[t + 1] : ArithmeticVocabulary.EOS;
                k++;
            }
        }
        return new ArithmeticBatch(rows.size(), time, ids, places, targets);
    }

    /** How many tokens are graded. */
    int answers() {
        return targets.length;
    }

    /** Mean negative log-likelihood of the graded tokens, in nats. */
    Tensor loss(TrainableTransformer model) {
        Tensor hidden = model.hidden(Tensor.of(ids, size, time)); // [size, time, hidden]
        Tensor flat = hidden.reshape((long) size * time, model.config().hidden()); // [size * time, hidden]
        Tensor logits = model.head(flat.pick(0, Tensor.of(places, places.length))); // [answers, vocabulary]
        return Functional.crossEntropy(logits, Tensor.of(targets, targets.length));
    }

    private static String text(Problem problem) {
        return problem.prompt() + problem.answer();
    }
}
