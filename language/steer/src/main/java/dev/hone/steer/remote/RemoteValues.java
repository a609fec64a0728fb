package dev.hone.steer.remote;

import dev.hone.core.HoneException;
import dev.hone.lm.Query;
import dev.hone.steer.Weighted;
import dev.hone.steer.candidate.CandidateTensors;
import dev.hone.steer.candidate.CandidateValue;
import dev.hone.steer.head.DetachedValue;
import dev.hone.steer.head.ValueFile;
import dev.hone.transformer.generate.LocalModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Values that lead a model behind an API, all of one model, and how that model's texts are read. */
public final class RemoteValues implements AutoCloseable {
    /**
     * A value as it is asked for.
     *
     * @param name under which
     * @param weight in nats per standard deviation of the reward
     */
    public record Asked(String name, Path artifact, double weight) {}

    private final List<DetachedValue> opened;
    private final List<Weighted> weighted;
    private final LocalModel tokens;

    private RemoteValues(List<DetachedValue> opened, List<Weighted> weighted, LocalModel tokens) {
        this.opened = opened;
        this.tokens = tokens;
        this.weighted = List.copyOf(weighted);
    }

    /**
     * Opens values for a served model.
     *
     * @param asked at least one, each name once
     * @param served the name under which the endpoint has the model
     * @param same whether it is known to be the values' model, whatever it is called there
     * @param raw whether prompts are read as they stand, past the chat template
     * @throws HoneException if a value reads a model's states, or is of another model or tokenizer
     */
    public static RemoteValues open(List<Asked> asked, String served, boolean same, boolean raw) {
        List<DetachedValue> opened = new ArrayList<>();
        List<Weighted> weighted = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try {
            for (Asked one : asked) {
                if (!names.add(one.name())) {
                    throw new HoneException(
                            "The value '" + one.name() + "' is given twice.", "add the two weights and give it once");
                }
                DetachedValue value = ValueFile.openDetached(one.artifact());
                opened.add(value);
                requireSame(one, value, opened.getFirst());
                if (!same && !value.card().model().equals(served)) {
                    throw new HoneException(
                            "The value " + one.artifact() + " was learnt from "
                                    + value.card().model() + ", and the endpoint's model is " + served + ".",
                            "it is the same one under another name: then say --same-model");
                }
                weighted.add(new Weighted(one.name(), value.value(), one.weight()));
            }
            if (opened.isEmpty()) {
                throw new IllegalArgumentException("a steered model needs a value");
            }
            LocalModel network = opened.getFirst().network();
            return new RemoteValues(opened, weighted, raw ? network.raw() : network);
        } catch (RuntimeException e) {
            opened.forEach(DetachedValue::close);
            throw e;
        }
    }

    private static void requireSame(Asked one, DetachedValue value, DetachedValue first) {
        if (!value.card().model().equals(first.card().model())
                || !value.card().tokenizer().equals(first.card().tokenizer())) {
            throw new HoneException(
                    "The value " + one.artifact() + " was learnt from "
                            + value.card().model() + ", and the first one from "
                            + first.card().model() + " or with another tokenizer.",
                    "values are added up only for one model; fit both from its samples");
        }
    }

    /** The model that they were learnt from. */
    public String model() {
        return opened.getFirst().card().model();
    }

    List<Weighted> weighted() {
        return weighted;
    }

    /** What the values together say of a text, times their weights, in nats. */
    double nats(int[] prompt, int[] response, boolean ended) {
        double sum = 0;
        for (int i = 0; i < opened.size(); i++) {
            CandidateValue value = opened.get(i).value();
            sum += weighted.get(i).beta() * value.of(prompt, response, ended);
        }
        return sum;
    }

    /** Reads texts as the model does: its tokenizer, chat template and end tokens. */
    LocalModel tokens() {
        return tokens;
    }

    /** Ids that the model knows. */
    int vocabulary() {
        return opened.getFirst().value().vocabulary();
    }

    /** Most tokens of a text. */
    int context() {
        return tokens().causalModel().config().context() - CandidateTensors.OWN;
    }

    /** Tokens of a prompt, for what calls will cost. */
    public int promptTokens(Query query) {
        return tokens().prompt(query).length;
    }

    @Override
    public void close() {
        opened.forEach(DetachedValue::close);
    }
}
