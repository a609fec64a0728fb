package dev.hone.steer.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Listener;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.reward.Reward;
import dev.hone.reward.Rewards;
import dev.hone.steer.Candidates;
import dev.hone.steer.TokenValues;
import dev.hone.steer.Value;
import dev.hone.steer.Weighted;
import dev.hone.steer.decode.TiltSettings;
import dev.hone.transformer.Rows;
import dev.hone.transformer.generate.LocalModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SteerGridTest {
    private static final List<Query> PROMPTS =
            List.of(Query.of("a", "One day, Tim"), Query.of("b", "Lily had a"), Query.of("c", "The dog"));

    @TempDir
    private Path folder;

    /** Likes one token. */
    private record Likes(String name, int token) implements Value {
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
                        into[i] = candidates.id(i) == token ? beta : 0;
                    }
                }

                @Override
                public void chosen(int sample, int chosen) {}
            };
        }
    }

    /** A token that is a word has the word appear; a token that there isn't changes nothing. */
    @Test
    void eachWeightTurnsItsOwnReward() {
        try (Run run = Run.start(folder, RunSpec.of("test", 0), true);
                LocalModel model = LocalModel.embedded("stories15m");
                Reward was = Rewards.reward("contains:was");
                Reward positivity = Rewards.reward("positivity")) {
            Value word = new Likes("was", model.tokenizer().id("\u2581was").orElseThrow());
            Value nothing = new Likes("nothing", -1);
            SteerGrid.Result result = new SteerGrid(
                            model,
                            PROMPTS,
                            was,
                            positivity,
                            SamplingOptions.DEFAULT.withMaxTokens(24),
                            run,
                            Listener.NONE)
                    .measure(
                            List.of(new Weighted(word, 1), new Weighted(nothing, 1)),
                            List.of(0.0, 4.0),
                            TiltSettings.USUAL,
                            6,
                            new BaseSamples.Drawn(8),
                            List.of(4, 8, 16));
            List<GridCell> cells = result.cells();
            assertEquals(
                    List.of("0.0 0.0", "0.0 4.0", "4.0 0.0", "4.0 4.0"),
                    cells.stream()
                            .map(cell -> cell.first() + " " + cell.second())
                            .toList());
            assertEquals(0, cells.getFirst().kl());
            assertTrue(cells.get(2).kl() > 0.1, cells::toString);
            assertEquals(cells.get(2).firstReward(), cells.get(3).firstReward());
            assertEquals(0, result.firstRise().fall());
            assertTrue(result.firstRise().least().estimate() > 0.2, result::toString);
            assertEquals(0, result.secondRise().least().estimate());

            // the best by one reward alone has the most of it, and none is chosen of more than there are
            List<FrontRow> front = result.front();
            assertEquals(
                    List.of(4, 8),
                    front.stream().map(FrontRow::bestOf).distinct().toList());
            assertTrue(front.get(4).firstReward() > front.get(0).firstReward(), front::toString);
            assertTrue(front.get(0).secondReward() > front.get(4).secondReward(), front::toString);

            GridReport report = new GridReport("contains:was", "positivity", result);
            assertTrue(report.sentences()
                    .getFirst()
                    .startsWith("contains:was: along its own weight the largest fall is 0.0"));
        }
    }
}
