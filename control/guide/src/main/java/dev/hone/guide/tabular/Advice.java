package dev.hone.guide.tabular;

import dev.hone.learn.TablePolicy;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;

/** Choices by probabilities. */
final class Advice {
    private Advice() {}

    /** Draws one of {@code actions}. */
    static int draw(int actions, IntToDoubleFunction probability, RandomGenerator random) {
        double left = random.nextDouble();
        for (int a = 0; a < actions - 1; a++) {
            left -= probability.applyAsDouble(a);
            if (left < 0) {
                return a;
            }
        }
        return actions - 1;
    }

    /** Probability of an action in a state. */
    interface Probabilities {
        double of(int state, int action);
    }

    /** The likeliest action of each state, the first of equally likely ones. */
    static TablePolicy likeliest(int states, int actions, Probabilities probabilities) {
        int[] choices = new int[states];
        for (int s = 0; s < states; s++) {
            for (int a = 1; a < actions; a++) {
                if (probabilities.of(s, a) > probabilities.of(s, choices[s])) {
                    choices[s] = a;
                }
            }
        }
        return new TablePolicy(actions, choices);
    }
}
