package dev.hone.transformer.generate;

import dev.hone.lm.FinishReason;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.SampleFeatures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sample as the local model that drew it sees it, read again from its token ids: what {@link AnswerScoring} finds. Samples of a
 * query that say the same are read once.
 */
final class AnswerNumbers implements SampleFeatures {
    private final LocalModel model;

    /** @param model stays open and its owner's */
    AnswerNumbers(LocalModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "answer:" + model.name();
    }

    @Override
    public int dimension() {
        return AnswerScoring.NUMBERS;
    }

    @Override
    public boolean reads(Sample sample) {
        return sample.ids().isPresent();
    }

    @Override
    public float[][] of(Query query, List<Sample> samples) {
        Map<AnswerScoring.Answer, Integer> places = new LinkedHashMap<>();
        List<Integer> place = new ArrayList<>(samples.size());
        for (Sample sample : samples) {
            AnswerScoring.Answer answer = new AnswerScoring.Answer(
                    sample.ids().orElseThrow(),
                    sample.finish().map(finish -> finish == FinishReason.STOP).orElse(true));
            place.add(places.computeIfAbsent(answer, _ -> places.size()));
        }
        float[][] distinct = model.answerNumbers(query, List.copyOf(places.keySet()));
        return place.stream().map(at -> distinct[at]).toArray(float[][]::new);
    }
}
