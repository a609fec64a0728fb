package dev.hone.budget.serving;

import dev.hone.core.HoneException;
import dev.hone.lm.Billing;
import dev.hone.lm.CallDetails;
import dev.hone.lm.Completion;
import dev.hone.lm.Drawn;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.PartialGeneration;
import dev.hone.lm.TextListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The samples of one request as they come. Used by one thread. */
final class Drawing {
    private final List<Arm> arms;
    private final GenerationRequest request;
    private final int firstArm;
    private final boolean rotates;
    private final Optional<TextListener> listener;
    private final List<Completion> samples = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private long promptTokens;
    private CallDetails details = CallDetails.NONE;
    private int lost;
    private @Nullable HoneException failure;

    /**
     * Nothing is drawn yet.
     *
     * @param rotates whether samples go round all arms, from the first on
     * @param listener hears the texts grow, if somebody does
     */
    Drawing(List<Arm> arms, GenerationRequest request, int firstArm, boolean rotates, Optional<TextListener> listener) {
        this.arms = arms;
        this.request = request;
        this.firstArm = firstArm;
        this.rotates = rotates;
        this.listener = listener;
    }

    /**
     * Draws until there are so many, unless a call fails.
     *
     * @throws HoneException if a call fails and there is not one sample
     */
    void upTo(int wanted) {
        while (failure == null && samples.size() < wanted) {
            int arm = rotates ? (firstArm + samples.size()) % arms.size() : firstArm;
            int n = rotates && arms.size() > 1 ? 1 : wanted - samples.size();
            draw(arms.get(arm), n);
        }
        if (samples.isEmpty() && failure != null) {
            throw failure;
        }
    }

    private void draw(Arm arm, int n) {
        try {
            GenerationRequest next = request.withSamples(samples.size(), n);
            Drawn drawn = listener.isPresent()
                    ? arm.model().draw(next, listener.get())
                    : arm.model().draw(next);
            drawn.completions().forEach(completion -> keep(arm, completion));
            promptTokens += drawn.promptTokens();
            details = details.plus(drawn.details());
        } catch (PartialGeneration partial) {
            partial.completions().values().forEach(completion -> keep(arm, completion));
            promptTokens += partial.promptTokens();
            details = details.plus(partial.details());
            failed(partial.failure(), n - partial.completions().size());
        } catch (HoneException e) {
            failed(e, n);
        }
    }

    private void keep(Arm arm, Completion completion) {
        samples.add(completion);
        names.add(arm.name());
    }

    private void failed(HoneException e, int missing) {
        failure = e;
        lost = e instanceof Billing billing && !billing.maybePaid() ? 0 : missing;
    }

    /** Samples that a failed call may have been billed for without bringing them. */
    int lost() {
        return lost;
    }

    boolean failed() {
        return failure != null;
    }

    /** That it ended early, in a word; what the failure says may hold addresses. */
    Optional<String> problem() {
        return Optional.ofNullable(failure).map(_ -> "upstream-failed");
    }

    List<Completion> samples() {
        return Collections.unmodifiableList(samples);
    }

    List<String> arms() {
        return Collections.unmodifiableList(names);
    }

    long promptTokens() {
        return promptTokens;
    }

    /** What served models said of the calls beside that. */
    CallDetails details() {
        return details;
    }

    /** Tokens of all samples that came. */
    long completionTokens() {
        return samples.stream().mapToLong(Completion::tokens).sum();
    }
}
