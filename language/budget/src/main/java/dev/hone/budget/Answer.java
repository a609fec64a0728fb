package dev.hone.budget;

import dev.hone.core.files.LineWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query and what it cost. A file of them has one JSON object a line: {@code {"id", "answer", "reward",
 * "samples", "tokens"}}, with {@code "agreement"} where answers were chosen by comparing them.
 *
 * @param answer absent if no sample was drawn
 * @param reward of the answer; absent if none was drawn or nothing graded it
 * @param samples drawn for it
 * @param tokens generated for all of them
 * @param agreement share of the samples that gave this answer, where they were compared
 */
public record Answer(
        String id, Optional<String> answer, OptionalDouble reward, int samples, long tokens, OptionalDouble agreement) {
    /** The answer to a query of which no sample was drawn. */
    static Answer none(String id) {
        return new Answer(id, Optional.empty(), OptionalDouble.empty(), 0, 0, OptionalDouble.empty());
    }

    /** Keys and values as written to JSON. */
    public SequencedMap<String, @Nullable Object> toJson() {
        SequencedMap<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("answer", answer.orElse(null));
        row.put("reward", reward.isPresent() ? number(reward.getAsDouble()) : null);
        row.put("samples", samples);
        row.put("tokens", tokens);
        agreement.ifPresent(share -> row.put("agreement", share));
        return row;
    }

    /** A whole number without a fraction, as pools write rewards. */
    private static Number number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 0x1p53 ? (Number) (long) value : (Number) value;
    }

    /** Writes and commits answers; the caller closes {@code lines}. */
    public static void write(List<Answer> answers, LineWriter lines) {
        answers.forEach(answer -> lines.writeJson(answer.toJson()));
        lines.commit();
    }
}
