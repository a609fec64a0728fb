package dev.hone.budget.evidence;

import dev.hone.lm.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Looks at a batch's samples as they come, each once, and says what a {@link LogisticRule} makes of them. */
final class Looks implements SharedDraws.Next {
    private final LogisticRule rule;
    private final List<SampleLook> looks;
    private final List<List<SampleTraits>> seen; // by query

    Looks(LogisticRule rule, int queries) {
        this.rule = rule;
        looks = IntStream.range(0, queries).mapToObj(_ -> new SampleLook()).toList();
        seen = IntStream.range(0, queries)
                .<List<SampleTraits>>mapToObj(_ -> new ArrayList<>())
                .toList();
    }

    @Override
    public double after(int query, List<Completion> samples) {
        List<SampleTraits> own = seen.get(query);
        for (Completion fresh : samples.subList(own.size(), samples.size())) {
            SampleTraits traits = SampleTraits.of(fresh.text());
            looks.get(query)
                    .add(traits, own.stream().mapToDouble(traits::likeness).toArray());
            own.add(traits);
        }
        return rule.chance(own.size(), looks.get(query).features());
    }
}
