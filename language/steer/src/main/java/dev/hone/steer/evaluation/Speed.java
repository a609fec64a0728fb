package dev.hone.steer.evaluation;

import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.steer.SteeredModel;
import dev.hone.transformer.generate.LocalModel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/**
 * Time of a token: on one thread, sixteen samples of a prompt side by side, the fastest of some rounds. The thread's processor time, which is
 * the wall's on an idle machine and doesn't count the neighbours on a busy one.
 */
final class Speed {
    private static final int ROUNDS = 4;
    private static final int BATCH = 16;
    private static final double MILLION = 1e6;
    private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();

    private final LocalModel model;
    private final List<Query> prompts;
    private final SamplingOptions options;

    /** @param prompts a few */
    Speed(LocalModel model, List<Query> prompts, SamplingOptions options) {
        this.model = model;
        this.prompts = prompts;
        this.options = options;
    }

    /** Milliseconds a token, end tokens counted. */
    double of(Policy policy) {
        double fastest = Double.POSITIVE_INFINITY;
        for (int round = 0; round <= ROUNDS; round++) { // the first warms up
            long begin = PROCESSOR.getCurrentThreadCpuTime();
            long tokens = 0;
            for (Query prompt : prompts) {
                GenerationRequest request = new GenerationRequest(prompt, 0, BATCH, options, Seeds.of(round));
                for (Completion completion : drawn(policy, request)) {
                    tokens += completion.tokens();
                }
            }
            double time = (PROCESSOR.getCurrentThreadCpuTime() - begin) / MILLION / tokens;
            fastest = round == 0 ? fastest : Math.min(fastest, time);
        }
        return fastest;
    }

    private List<Completion> drawn(Policy policy, GenerationRequest request) {
        return policy.values().isEmpty()
                ? model.generate(request)
                : new SteeredModel(model, policy.values(), policy.settings()).generate(request);
    }
}
