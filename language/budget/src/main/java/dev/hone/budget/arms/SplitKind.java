package dev.hone.budget.arms;

import dev.hone.budget.evaluation.Fold;
import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which queries a router is reported on: more of what it knows, or kinds it has never seen. The two tell different stories. */
public enum SplitKind {
    /** Queries at random; only equal prompts stay together. */
    SHUFFLED("shuffled") {
        @Override
        String label(Query query) {
            return "prompt " + query.text();
        }
    },
    /** Whole groups, of any size. */
    GROUPS("groups") {
        @Override
        String label(Query query) {
            return "group " + query.group().orElse("");
        }
    };

    private final String text;

    SplitKind(String text) {
        this.text = text;
    }

    /** As written in files and tables. */
    public String text() {
        return text;
    }

    abstract String label(Query query);

    /** For every query, what it shares with those that stay together with it; equal prompts always do. [queries] */
    public List<String> labels(List<Query> queries) {
        Map<String, String> byPrompt = new HashMap<>();
        return queries.stream()
                .map(query -> byPrompt.computeIfAbsent(query.text(), _ -> label(query)))
                .toList();
    }

    /** Labels as numbers from 0, in order of appearance. [queries] */
    int[] numbers(List<Query> queries) {
        Map<String, Integer> numbers = new HashMap<>();
        return labels(queries).stream()
                .mapToInt(label -> numbers.computeIfAbsent(label, _ -> numbers.size()))
                .toArray();
    }

    /** Whether queries can be held out this way at all. */
    public boolean divides(List<Query> queries) {
        return labels(queries).stream().distinct().count() > 1
                && (this == SHUFFLED || queries.stream().allMatch(q -> q.group().isPresent()));
    }

    /**
     * Ways of holding queries out; every query is reported once.
     *
     * @param count wanted, at least 2; there are no more than labels
     */
    public List<Fold> folds(List<Query> queries, int count, Seeds seeds) {
        List<String> labels = labels(queries);
        int most = (int) labels.stream().distinct().limit(count).count();
        // a partition keeps equal prompts together, whatever they are
        List<Query> stand = new ArrayList<>(queries.size());
        for (int i = 0; i < labels.size(); i++) {
            stand.add(Query.of(queries.get(i).id(), labels.get(i)));
        }
        return Fold.cross(stand, most, seeds);
    }
}
