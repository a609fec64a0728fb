package dev.hone.reward;

import dev.hone.core.files.Hash;
import dev.hone.core.run.Items;
import dev.hone.core.run.Run;
import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A reward whose grades a run keeps, so that a command which is killed and repeated asks for none again: a judge model is paid
 * for, a test suite takes minutes. The same query and text always get the same grade, so query and text are its name.
 */
public final class KeptGrades implements Reward {
    /** The kind of items that hold a grade each; {@code grade} holds those of whole queries. */
    static final String KIND = "grade of a text";

    private final Reward reward;
    private final Items kept;

    /** Grades by {@code reward}, which stays its owner's to close. */
    public KeptGrades(Reward reward, Run run) {
        this.reward = reward;
        this.kept = run.items(KIND);
    }

    @Override
    public double[] score(Query query, List<Completion> completions) {
        List<String> ids = completions.stream()
                .map(completion -> query.id() + "#" + Hash.of(completion.text()))
                .toList();
        Map<String, Double> grades = new LinkedHashMap<>();
        Map<String, Completion> missing = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            kept.get(id).map(JsonNode::doubleValue).ifPresent(grade -> grades.put(id, grade));
            if (!grades.containsKey(id)) {
                missing.put(id, completions.get(i));
            }
        }
        if (!missing.isEmpty()) {
            double[] fresh = reward.grade(query, new ArrayList<>(missing.values()));
            Map<String, Double> found = new LinkedHashMap<>();
            for (String id : missing.keySet()) {
                found.put(id, fresh[found.size()]);
            }
            kept.putAll(found);
            grades.putAll(found);
        }
        return ids.stream().mapToDouble(grades::get).toArray();
    }

    @Override
    public String name() {
        return reward.name();
    }

    @Override
    public Traits traits() {
        return reward.traits();
    }

    @Override
    public List<Path> files() {
        return reward.files();
    }

    @Override
    public int concurrency() {
        return reward.concurrency();
    }

    @Override
    public void requireGradable(String source, Collection<Query> queries) {
        reward.requireGradable(source, queries);
    }
}
