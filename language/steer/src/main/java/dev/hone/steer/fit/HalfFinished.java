package dev.hone.steer.fit;

import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.TextListener;
import dev.hone.reward.Reward;
import dev.hone.transformer.generate.LocalModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts that were stopped half-way and completed ten times by the frozen model. The mean reward of the ten is the state's true value but
 * for a known error, which the reward of the one text it was taken from is not; so values are chosen and judged by these (the paper's
 * appendix C.1).
 *
 * @param episodes each the first half of a text, with the mean reward of its completions
 */
record HalfFinished(List<Episode> episodes) {
    private static final int COMPLETIONS = 10;

    HalfFinished {
        episodes = List.copyOf(episodes);
    }

    /** Completes one text of each query. */
    static HalfFinished of(
            LocalModel model,
            List<Episode> held,
            List<Query> queries,
            Reward reward,
            Scaling scaling,
            int limit,
            Seeds seeds) {
        List<Episode> halves = new ArrayList<>();
        for (Query query : queries) {
            held.stream()
                    .filter(episode -> episode.query().equals(query.id())
                            && episode.response().size() >= 2)
                    .findFirst()
                    .map(episode -> half(model, episode, query, reward, scaling, limit, seeds))
                    .ifPresent(halves::add);
        }
        return new HalfFinished(halves);
    }

    private static Episode half(
            LocalModel model, Episode whole, Query query, Reward reward, Scaling scaling, int limit, Seeds seeds) {
        List<Integer> said = whole.response().subList(0, whole.response().size() / 2);
        List<Integer> read = new ArrayList<>(whole.prompt());
        read.addAll(said);
        GenerationRequest request = new GenerationRequest(
                query, 0, COMPLETIONS, SamplingOptions.DEFAULT.withMaxTokens(limit - said.size()), seeds);
        int[] prompt = ids(whole.prompt());
        List<Completion> texts = new ArrayList<>();
        for (Completion rest : model.generate(ids(read), request, TextListener.NONE)) {
            List<Integer> all = new ArrayList<>(said);
            all.addAll(rest.ids().orElseThrow());
            String text = model.tokenizer().continuation(prompt, ids(all));
            int tokens = all.size() + (rest.finish() == FinishReason.STOP ? 1 : 0);
            texts.add(new Completion(text, rest.ids(), rest.finish(), tokens, List.of()));
        }
        double sum = 0;
        for (double grade : reward.grade(query, texts)) {
            sum += scaling.standard(grade);
        }
        return new Episode(query.id(), whole.prompt(), said, true, sum / COMPLETIONS);
    }

    private static int[] ids(List<Integer> list) {
        return list.stream().mapToInt(id -> id).toArray();
    }
}
