package dev.hone.serve;

import dev.hone.budget.serving.Decision;
import dev.hone.budget.serving.Served;
import dev.hone.core.Json;
import dev.hone.lm.Completion;
import dev.hone.serve.openai.Ask;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What Hone did, for clients: as headers, and as the object {@code hone} of an answer. */
final class Headers {
    private static final String DEGRADED = "x-hone-degraded";

    private Headers() {}

    /** Before samples are drawn. */
    static Map<String, String> planned(String run, String arm, Decision decision, long overheadNanos) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-hone-run", run);
        headers.put("x-hone-arm", arm);
        headers.put("x-hone-planned", Integer.toString(decision.offer().samples()));
        headers.put("x-hone-samples", Integer.toString(decision.offer().samples()));
        decision.offer().predicted().ifPresent(quality -> headers.put("x-hone-predicted", number(quality)));
        decision.problem().ifPresent(word -> headers.put(DEGRADED, word));
        headers.put("x-hone-overhead-ms", String.format(Locale.ROOT, "%.3f", overheadNanos / 1e6));
        return headers;
    }

    /** When they are. */
    static Map<String, String> done(String run, Ask ask, Served served, long overheadNanos) {
        Map<String, String> headers = planned(run, served.arm(), served.decision(), overheadNanos);
        headers.put("x-hone-samples", Integer.toString(served.samples().size()));
        degraded(ask, served).ifPresent(word -> headers.put(DEGRADED, word));
        return headers;
    }

    /** The object {@code hone}. */
    static ObjectNode json(String run, Ask ask, Served served) {
        ObjectNode hone = Json.MAPPER.createObjectNode();
        hone.put("samples", served.samples().size());
        hone.put("planned", served.decision().offer().samples());
        hone.put("arm", served.arm());
        served.decision().offer().predicted().ifPresent(quality -> hone.put("predicted", quality));
        if (served.rewards().size() == served.samples().size()) {
            hone.put("reward", served.rewards().get(served.ranking().getFirst()));
        }
        served.agreement().ifPresent(share -> hone.put("agreement", share));
        if (served.decision().explored()) {
            hone.put("explored", true);
        }
        hone.put("completion_tokens", served.best(1).getFirst().tokens());
        hone.put("run", run);
        degraded(ask, served).ifPresent(word -> hone.put("degraded", word));
        return hone;
    }

    /** In a word, what is less than was planned, or than the client asked for. */
    private static Optional<String> degraded(Ask ask, Served served) {
        Completion best = served.best(1).getFirst();
        boolean has = !best.logprobs().isEmpty()
                || best.choice().filter(c -> c.path("logprobs").isObject()).isPresent();
        boolean missing = ask.options().logprobs().isPresent() && !has && best.tokens() > 0;
        return served.degraded().or(() -> missing ? Optional.of("no-logprobs") : Optional.empty());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
