package dev.hone.steer.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.steer.Candidates;
import dev.hone.steer.TokenValues;
import dev.hone.steer.Value;
import dev.hone.steer.Weighted;
import dev.hone.transformer.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TrajectoriesTest {
    private static final int LIMIT = 20;
    private static final Rows LOGITS = new Rows(new float[] {0, 1, 2, 0.5f}, 0, 4);
    private static final Rows HIDDEN = new Rows(new float[1], 0, 1);

    /** Likes token 0 very much, and writes down what it is told. */
    private static final class Told implements Value {
        private final List<String> told = new ArrayList<>();

        @Override
        public String name() {
            return "told";
        }

        @Override
        public long multiplyAdds(int candidates) {
            return 0;
        }

        @Override
        public TokenValues begin(int samples) {
            return new TokenValues() {
                @Override
                public void bonus(int sample, Rows hidden, int row, Candidates candidates, double beta, double[] into) {
                    for (int i = 0; i < candidates.size(); i++) {
                        into[i] = candidates.id(i) == 0 ? beta : 0;
                    }
                }

                @Override
                public void chosen(int sample, int token) {
                    told.add(sample + ":" + token);
                }
            };
        }
    }

    private static Trajectories trajectories(Value value, OptionalDouble budget) {
        TiltSettings settings =
                TiltSettings.USUAL.withCandidates(new CandidateRule.Whole()).withLimits(OptionalDouble.empty(), budget);
        return new Trajectories(List.of(new Weighted(value, 5)), settings, 4, 2, LIMIT);
    }

    private static void step(Trajectories trajectories, int sample, int token) {
        trajectories.steer(sample, LOGITS, HIDDEN, 0);
        trajectories.chosen(sample, token);
    }

    @Test
    void valuesAreToldWhatWasDrawnOfEachSample() {
        Told value = new Told();
        Trajectories trajectories = trajectories(value, OptionalDouble.empty());
        step(trajectories, 0, 3);
        step(trajectories, 1, 2);
        step(trajectories, 0, 1);
        assertEquals(List.of("0:3", "1:2", "0:1"), value.told);
    }

    @Test
    void aTokenTakesAtMostTwiceItsEvenShareOfWhatIsLeft() {
        double budget = 1;
        Trajectories trajectories = trajectories(new Told(), OptionalDouble.of(budget));
        double left = budget;
        for (int t = 0; t < LIMIT; t++) {
            double before = trajectories.divergence(0);
            step(trajectories, 0, 0);
            double taken = trajectories.divergence(0) - before;
            double share = Math.min(left, 2 * left / (LIMIT - t));
            assertTrue(taken <= share + 1e-12, "token " + t + " took " + taken + " of " + share);
            assertTrue(taken > 0.99 * Math.min(share, 0.3), "token " + t + " took only " + taken + " of " + share);
            left -= taken;
        }
        assertEquals(0, trajectories.divergence(1), "the other sample has a budget of its own");
    }
}
