package dev.hone.guide.program;

import dev.hone.guide.Teacher;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a teacher says as a program writes it: {@code {"logProbabilities": [...]}}, {@code {"probabilities": [...]}}, or
 * {@code {"action": a}} for one that is certain.
 */
final class AdviceNode {
    private static final double SUM = 1e-3;

    private AdviceNode() {}

    /** Writes clipped log-probabilities, in nats; says what is wrong if it can't. */
    static Optional<String> read(JsonNode answer, double[] into) {
        if (answer.path("action").isIntegralNumber()) {
            return certain(answer.path("action").asInt(), into);
        }
        boolean logs = answer.path("logProbabilities").isArray();
        JsonNode list = answer.path(logs ? "logProbabilities" : "probabilities");
        if (!list.isArray() || list.size() != into.length) {
            return Optional.of(
                    "did not give " + into.length + " 'logProbabilities' or 'probabilities', nor an 'action'");
        }
        double sum = 0;
        for (int a = 0; a < into.length; a++) {
            JsonNode number = list.get(a);
            double probability = logs ? Math.exp(number.asDouble(Double.NaN)) : number.asDouble(Double.NaN);
            if (!(probability >= 0)) {
                return Optional.of("gave a probability that is none");
            }
            sum += probability;
            into[a] = Math.clamp(Math.log(probability), Teacher.LEAST, 0);
        }
        return Math.abs(sum - 1) <= SUM
                ? Optional.empty()
                : Optional.of("gave probabilities whose sum is " + sum + " and not 1");
    }

    private static Optional<String> certain(int action, double[] into) {
        if (action < 0 || action >= into.length) {
            return Optional.of("advised an action outside the " + into.length + " there are");
        }
        Arrays.fill(into, Teacher.LEAST);
        into[action] = 0;
        return Optional.empty();
    }
}
