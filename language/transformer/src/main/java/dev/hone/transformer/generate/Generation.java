package dev.hone.transformer.generate;

import dev.hone.lm.Completion;
import dev.hone.transformer.Decoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws the samples of one request on the calling thread: sequences that continue the same prompt in step. */
final class Generation {
    private final Decoder decoder;
    private final TokenChoice choice;
    private final Progress progress;

    /** @param decoder has read the prompt */
    Generation(Decoder decoder, TokenChoice choice, Progress progress) {
        this.decoder = decoder;
        this.choice = choice;
        this.progress = progress;
    }

    private record Growing(int sample, Sequence sequence) {}

    /** Draws samples {@code first .. first + n - 1} of the request side by side. */
    List<Completion> run(int first, int n) {
        List<Growing> all = new ArrayList<>(n);
        for (int sample = first; sample < first + n; sample++) {
            all.add(new Growing(sample, choice.sequence(sample)));
        }
        List<Growing> live = all;
        int[] tokens = new int[n];
        decoder.fork(n);
        for (int step = 0; ; step++) {
            Outputs outputs = new Outputs(decoder.logits(), decoder.hidden());
            for (int i = 0; i < live.size(); i++) {
                Growing growing = live.get(i);
                tokens[i] = choice.extend(growing.sequence, outputs, i, step, growing.sample, progress);
            }
            live = keepUnfinished(live, tokens);
            if (live.isEmpty()) {
                break;
            }
            decoder.step(tokens);
        }
        List<Completion> completions = new ArrayList<>(n);
        for (Growing growing : all) {
            Completion completion = growing.sequence.completion();
            progress.done(growing.sample, completion);
            completions.add(completion);
        }
        return completions;
    }

    /** Lets finished sequences leave the batch; their places in {@code tokens} close up. */
    private List<Growing> keepUnfinished(List<Growing> live, int[] tokens) {
        int[] places = new int[live.size()];
        int kept = 0;
        for (int i = 0; i < live.size(); i++) {
            if (!live.get(i).sequence.finished()) {
                places[kept] = i;
                tokens[kept++] = tokens[i];
            }
        }
        if (kept == live.size()) {
            return live;
        }
        int[] stay = Arrays.copyOf(places, kept);
        decoder.keep(stay);
        return Arrays.stream(stay).mapToObj(live::get).toList();
    }
}
