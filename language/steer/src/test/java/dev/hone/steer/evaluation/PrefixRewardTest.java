package dev.hone.steer.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.hone.reward.Reward;
import dev.hone.reward.Rewards;
import dev.hone.steer.Candidates;
import dev.hone.steer.GivenCandidates;
import dev.hone.steer.TokenValues;
import dev.hone.transformer.Rows;
import dev.hone.transformer.generate.LocalModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrefixRewardTest {
    /** contains: is the share of the words that are there; of two, each is half a reward. */
    @Test
    void aTokenIsWorthWhatTheTextUpToItGets() {
        try (LocalModel model = LocalModel.embedded("stories15m");
                Reward reward = Rewards.reward("contains:dog,cat")) {
            int dog = model.tokenizer().id("\u2581dog").orElseThrow();
            int cat = model.tokenizer().id("\u2581cat").orElseThrow();
            int end = model.endTokens().nextSetBit(0);
            Candidates three = new GivenCandidates(List.of(dog, cat, end), false);
            TokenValues along = new PrefixReward(model, reward, 0.25).begin(2);
            double[] bonus = new double[3];

            along.bonus(0, new Rows(new float[1], 0, 1), 0, three, 2, bonus);
            assertArrayEquals(new double[] {2 * 0.5 / 0.25, 2 * 0.5 / 0.25, 0}, bonus, 1e-9);

            along.chosen(0, dog);
            along.bonus(0, new Rows(new float[1], 0, 1), 0, three, 2, bonus);
            assertArrayEquals(new double[] {4, 8, 4}, bonus, 1e-9);

            along.bonus(1, new Rows(new float[1], 0, 1), 0, three, 2, bonus); // another sample has said nothing
            assertArrayEquals(new double[] {4, 4, 0}, bonus, 1e-9);
        }
    }
}
