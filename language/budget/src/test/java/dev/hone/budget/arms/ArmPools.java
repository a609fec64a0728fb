package dev.hone.budget.arms;

import dev.hone.core.Seeds;
import dev.hone.lm.Message;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.format.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** Pools of a small and a large model whose queries come from templates. */
final class ArmPools {
    private static final List<String> WORDS = List.of(
            "sort",
            "these",
            "names",
            "count",
            "letters",
            "poem",
            "about",
            "rivers",
            "solve",
            "puzzle",
            "which",
            "colour",
            "translate",
            "sentence",
            "river",
            "bridge",
            "weight",
            "apples",
            "train",
            "speed",
            "doctor",
            "advice");

    private ArmPools() {}

    /**
     * Twelve groups of queries, each from a template of its own. In the even ones the small model is as good as the large, in
     * the odd ones it fails. The templates are the same at every seed.
     *
     * @param informative whether that is so; else both models' rewards are chance everywhere
     */
    static Pool templates(int perGroup, boolean informative, long seed) {
        RandomGenerator random = Seeds.of(seed).generator();
        List<PoolEntry> entries = new ArrayList<>();
        for (int group = 0; group < 12; group++) {
            RandomGenerator words = Seeds.of(group).child("template").generator();
            List<String> template = new ArrayList<>();
            for (int w = 0; w < 6; w++) {
                template.add(WORDS.get(words.nextInt(WORDS.size())) + group);
            }
            for (int i = 0; i < perGroup; i++) {
                String prompt = String.join(" ", template) + " " + random.nextInt(1000) + " " + i;
                double small = informative ? (group % 2 == 0 ? .9 : .1) : .5;
                double large = informative ? .9 : .7;
                entries.add(entry(
                        group + "/" + i,
                        Integer.toString(group),
                        prompt,
                        Map.of(
                                "small", arm(20, random.nextDouble() < small ? 1 : 0),
                                "large", arm(100, random.nextDouble() < large ? 1 : 0))));
            }
        }
        return new Pool("templates", entries);
    }

    /**
     * Twelve groups in which the same two words say which model is needed: in the even ones "alpha", in the odd ones "beta".
     * Within a group they tell it; whoever knows the other groups only has seen one more of the opposite kind.
     */
    static Pool opposites(int perGroup, long seed) {
        RandomGenerator random = Seeds.of(seed).generator();
        List<PoolEntry> entries = new ArrayList<>();
        for (int group = 0; group < 12; group++) {
            for (int i = 0; i < perGroup; i++) {
                boolean alpha = i % 2 == 0;
                double small = alpha == (group % 2 == 0) ? .1 : .9;
                entries.add(entry(
                        group + "/" + i,
                        Integer.toString(group),
                        (alpha ? "alpha alpha alpha" : "beta beta beta") + " topic" + group + " " + i,
                        Map.of(
                                "small", arm(20, random.nextDouble() < small ? 1 : 0),
                                "large", arm(100, random.nextDouble() < .9 ? 1 : 0))));
            }
        }
        return new Pool("opposites", entries);
    }

    static PoolEntry entry(String id, String group, String prompt, Map<String, PoolEntry.Arm> arms) {
        return new PoolEntry(new Query(id, List.of(Message.user(prompt)), Optional.of(group), Optional.empty()), arms);
    }

    static PoolEntry.Arm arm(double tokens, double... rewards) {
        List<Sample> samples = Arrays.stream(rewards)
                .mapToObj(reward -> new Sample(
                        Optional.empty(),
                        OptionalDouble.of(reward),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty()))
                .toList();
        return new PoolEntry.Arm(samples, OptionalDouble.of(tokens));
    }
}
