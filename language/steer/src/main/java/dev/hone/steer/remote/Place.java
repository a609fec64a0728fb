package dev.hone.steer.remote;

import dev.hone.core.HoneException;
import dev.hone.transformer.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What is known of the next token: the likeliest with their probabilities, and how much is left for all others together.
 *
 * <p>The rest is laid evenly over all other ids. That is not how it is, but nothing that is drawn depends on it: the tilt needs the
 * candidates' probabilities and the sum of the others, and where the draw falls on another id, the endpoint itself says which.
 *
 * @param ids the likeliest, best first. [known]
 * @param logprobs theirs in nats. [known]
 * @param outside probability of all others
 * @param sampled the token that the endpoint drew, where it has an id
 */
record Place(List<Integer> ids, List<Double> logprobs, double outside, OptionalInt sampled) {
    private static final double MOST = 1.001; // what rounding explains

    Place {
        ids = List.copyOf(ids);
        logprobs = List.copyOf(logprobs);
    }

    /**
     * Reads log-probabilities.
     *
     * @param sampled the token that the endpoint drew
     * @throws HoneException if no token is one of the vocabulary, or the probabilities are none
     */
    static Place of(Map<String, Double> top, OptionalInt sampled, Spelling spelling, int vocabulary, String name) {
        record Known(int id, double logprob) {}
        List<Known> known = new ArrayList<>();
        double sum = 0;
        for (Map.Entry<String, Double> entry : top.entrySet()) {
            OptionalInt id = spelling.id(entry.getKey());
            double logprob = entry.getValue();
            sum += Math.exp(logprob);
            if (id.isPresent() && known.stream().noneMatch(other -> other.id() == id.getAsInt())) {
                known.add(new Known(id.getAsInt(), logprob));
            }
        }
        if (!(sum <= MOST)) {
            throw new HoneException(
                    name + " tells log-probabilities of " + top.size() + " tokens that add up to a probability of "
                            + sum + ".",
                    "it tells them after a temperature or a penalty; look into its settings");
        }
        known.sort(Comparator.comparingDouble(Known::logprob).reversed().thenComparingInt(Known::id));
        double covered =
                known.stream().mapToDouble(one -> Math.exp(one.logprob())).sum();
        // what is less likely than the others' even share couldn't be told from them
        while (known.size() > 1 && Math.exp(known.getLast().logprob()) <= (1 - covered) / (vocabulary - known.size())) {
            covered -= Math.exp(known.removeLast().logprob());
        }
        if (known.isEmpty()) {
            throw new HoneException(
                    "None of the tokens that " + name + " tells is one of the value's tokenizer.",
                    "the value was learnt from a model with other tokens; fit one for this model");
        }
        return new Place(
                known.stream().map(Known::id).toList(),
                known.stream().map(Known::logprob).toList(),
                Math.max(0, 1 - covered),
                sampled);
    }

    /** Where the model ends its text whatever it is asked. */
    static Place end(int id) {
        return new Place(List.of(id), List.of(0.0), 0, OptionalInt.of(id));
    }

    /** Unnormalised log-probabilities of the whole vocabulary. [1][vocabulary] */
    Rows row(int vocabulary) {
        float[] row = new float[vocabulary];
        double share = outside / Math.max(1, vocabulary - ids.size());
        Arrays.fill(row, share > 0 ? (float) Math.log(share) : Float.NEGATIVE_INFINITY);
        for (int i = 0; i < ids.size(); i++) {
            row[ids.get(i)] = logprobs.get(i).floatValue();
        }
        return new Rows(row, 0, vocabulary);
    }

    boolean knows(int id) {
        return ids.contains(id);
    }
}
