package dev.hone.transformer.generate;

import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.TokenLogprob;
import dev.hone.transformer.tokenizer.TextStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One completion as it grows. Its text is decoded token by token only where stop texts have to be looked for: they are
 * found in the text, wherever token borders fall.
 */
final class Sequence {
    private final Seeds seeds;
    private final StopTexts stops;
    private final TextStream stream;
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> ids = new ArrayList<>();
    private final List<Integer> textBefore = new ArrayList<>();
    private final List<TokenLogprob> logprobs = new ArrayList<>();
    private Optional<FinishReason> finish = Optional.empty();
    private boolean stopped;
    private int tokens;

    /** @param stream the text to come after the prompt */
    Sequence(Seeds seeds, StopTexts stops, TextStream stream) {
        this.seeds = seeds;
        this.stops = stops;
        this.stream = stream;
    }

    /** The uniform number that chooses token number {@code step}. */
    double uniform(int step) {
        return seeds.uniform(step);
    }

    /** The model ended the text. */
    void end() {
        tokens++;
        finish = Optional.of(FinishReason.STOP);
    }

    /** One more token of the text. */
    void add(int id, Optional<TokenLogprob> logprob) {
        tokens++;
        ids.add(id);
        logprob.ifPresent(logprobs::add);
        if (!stops.isEmpty()) {
            textBefore.add(text.length());
            grow(stream.add(id));
        }
    }

    /** The limit is reached. */
    void cut() {
        finish = Optional.of(FinishReason.LENGTH);
    }

    boolean finished() {
        return finish.isPresent();
    }

    Completion completion() {
        if (stops.isEmpty()) {
            for (int id : ids) {
                text.append(stream.add(id));
            }
            text.append(stream.end());
        } else if (!stopped) {
            grow(stream.end());
        }
        return new Completion(text.toString(), Optional.of(ids), finish.orElse(FinishReason.LENGTH), tokens, logprobs);
    }

    /** Appends text and cuts it where the first stop text begins, and lets go the tokens that begin behind. */
    private void grow(String fresh) {
        int searched = text.length();
        text.append(fresh);
        int cut = stops.find(text, searched);
        if (cut < Integer.MAX_VALUE) {
            stopAt(cut);
        }
    }

    private void stopAt(int cut) {
        text.setLength(cut);
        finish = Optional.of(FinishReason.STOP);
        stopped = true;
        int kept = ids.size();
        while (kept > 0 && textBefore.get(kept - 1) >= cut) {
            kept--;
        }
        truncate(ids, kept);
        truncate(logprobs, Math.min(kept, logprobs.size()));
    }

    private static void truncate(List<?> list, int size) {
        list.subList(size, list.size()).clear();
    }
}
