package dev.hone.steer.evaluation;

import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.Query;
import dev.hone.reward.Reward;
import dev.hone.steer.Candidates;
import dev.hone.steer.TokenValues;
import dev.hone.steer.Value;
import dev.hone.transformer.Rows;
import dev.hone.transformer.generate.LocalModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A baseline that learns nothing: a token is worth what the reward says of the text up to it, as if the text ended there (ARGS, Khanov and
 * others 2024, arXiv 2402.01694). Slow, since every candidate is graded, and near-sighted.
 */
public final class PrefixReward implements Value {
    private static final Query NOTHING = Query.of("prefix", "");

    private final LocalModel model;
    private final Reward reward;
    private final double deviation;

    /**
     * @param reward one that goes by the answer alone
     * @param deviation of the reward over the frozen model's texts, above 0
     */
    public PrefixReward(LocalModel model, Reward reward, double deviation) {
        this.model = model;
        this.reward = reward;
        this.deviation = deviation;
    }

    @Override
    public String name() {
        return "reward of the text so far";
    }

    @Override
    public TokenValues begin(int samples) {
        List<List<Integer>> said = IntStream.range(0, samples)
                .<List<Integer>>mapToObj(_ -> new ArrayList<>())
                .toList();
        return new TokenValues() {
            @Override
            public void bonus(int sample, Rows hidden, int row, Candidates candidates, double beta, double[] into) {
                double[] grades = grades(said.get(sample), candidates);
                for (int i = 0; i < candidates.size(); i++) {
                    into[i] = beta * grades[i] / deviation;
                }
            }

            @Override
            public void chosen(int sample, int token) {
                said.get(sample).add(token);
            }
        };
    }

    private double[] grades(List<Integer> said, Candidates candidates) {
        int[] prompt = model.prompt(NOTHING);
        List<Completion> texts = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            int id = candidates.id(i);
            boolean ends = model.endTokens().get(id);
            IntStream ids = said.stream().mapToInt(token -> token);
            int[] all = (ends ? ids : IntStream.concat(ids, IntStream.of(id))).toArray();
            texts.add(new Completion(
                    model.tokenizer().continuation(prompt, all),
                    Optional.empty(),
                    ends ? FinishReason.STOP : FinishReason.LENGTH,
                    said.size() + 1,
                    List.of()));
        }
        return reward.grade(NOTHING, texts);
    }

    /** Of the model's part there are none; the reward's own are its own affair and show in the time. */
    @Override
    public long multiplyAdds(int candidates) {
        return 0;
    }
}
