package dev.hone.steer.fit;

import java.util.Arrays;
import java.util.List;

/**
 * One text of the frozen model, from the prompt's end to its own.
 *
 * @param query the id of what it continues
 * @param prompt token ids that the model was given
 * @param response token ids it said, without an end token
 * @param ended whether the model ended it; else it was cut at the limit
 * @param reward of the whole text, in standard deviations from the mean
 */
public record Episode(String query, List<Integer> prompt, List<Integer> response, boolean ended, double reward) {
    /** Stands for every token that ends a text. */
    static final int END = -1;

    public Episode {
        prompt = List.copyOf(prompt);
        response = List.copyOf(response);
        if (prompt.isEmpty() || (response.isEmpty() && !ended) || !Double.isFinite(reward)) {
            throw new IllegalArgumentException("a text of query " + query + " of " + response.size() + " tokens");
        }
    }

    /** How many tokens were chosen, the end included: as many states were chosen in. */
    int steps() {
        return response.size() + (ended ? 1 : 0);
    }

    /** What was chosen in state {@code step}: a token, or {@link #END}. */
    int action(int step) {
        return step < response.size() ? response.get(step) : END;
    }

    /** Prompt and as much of the response as it takes to see every state in which something was chosen. */
    int[] read() {
        int[] ids = Arrays.copyOf(prompt.stream().mapToInt(id -> id).toArray(), prompt.size() + steps() - 1);
        for (int i = prompt.size(); i < ids.length; i++) {
            ids[i] = response.get(i - prompt.size());
        }
        return ids;
    }
}
