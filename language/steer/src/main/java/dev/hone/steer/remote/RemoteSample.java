package dev.hone.steer.remote;

import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.SamplingOptions;
import dev.hone.steer.SteeredSample;
import dev.hone.steer.TokenValues;
import dev.hone.steer.Weighted;
import dev.hone.steer.decode.CandidateRule;
import dev.hone.steer.decode.Tilt;
import dev.hone.steer.decode.TiltSettings;
import dev.hone.steer.decode.Trajectories;
import dev.hone.transformer.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One sample of an endpoint that is led, token after token. For one thread. */
final class RemoteSample {
    private static final Rows NO_STATE = new Rows(new float[0], 0, 0);

    private final NextTokens next;
    private final List<Weighted> values;
    private final List<TokenValues> along;
    private final TiltSettings settings;
    private final SamplingOptions options;
    private final BitSet ends;
    private final RemoteText text;
    private final Seeds seeds;
    private final Tally tally;
    private final int room; // most tokens that fit
    private double divergence;
    private double logRatio;

    /**
     * @param seeds the sample's own, those that a model on this machine would draw it by
     * @param text to be continued
     */
    RemoteSample(
            NextTokens next,
            List<Weighted> values,
            TiltSettings settings,
            SamplingOptions options,
            BitSet ends,
            RemoteText text,
            Seeds seeds,
            Tally tally) {
        this.next = next;
        this.values = values;
        along = values.stream().map(value -> value.value().begin(1)).toList();
        this.settings = settings;
        this.options = options;
        this.ends = ends;
        this.text = text;
        this.seeds = seeds;
        this.tally = tally;
        room = Math.min(options.maxTokens(), next.context() - text.ids().length);
    }

    /** Draws it. */
    SteeredSample draw() {
        along.forEach(value -> value.prompt(text.prompt()));
        Optional<FinishReason> finish = Optional.empty();
        int tokens = 0;
        while (finish.isEmpty() && tokens < options.maxTokens() && text.ids().length < next.context()) {
            int id = step(tokens++);
            if (ends.get(id)) {
                finish = Optional.of(FinishReason.STOP);
            } else {
                boolean reread = text.say(id);
                if (text.cut(options.stop())) {
                    finish = Optional.of(FinishReason.STOP);
                }
                if (reread) {
                    tally.reread();
                    along.forEach(value -> {
                        value.prompt(text.prompt());
                        value.reread(0, text.response());
                    });
                } else {
                    along.forEach(value -> value.chosen(0, id));
                }
            }
        }
        Completion completion = new Completion(
                text.saidText(),
                Optional.of(new ArrayList<>(text.said())),
                finish.orElse(FinishReason.LENGTH),
                tokens,
                List.of());
        return new SteeredSample(completion, divergence, logRatio);
    }

    /** The next token, which may end the text. */
    private int step(int t) {
        Place place = next.at(text, seeds.child("call").child(t));
        int vocabulary = next.vocabulary();
        Rows logits = place.row(vocabulary);
        Tilt tilt = new Tilt(
                settings.withCandidates(new CandidateRule.Likeliest(place.ids().size())), vocabulary);
        var candidates = tilt.candidates(logits, 0);
        double[] nats = new double[tilt.most()];
        for (int i = 0; i < values.size(); i++) {
            along.get(i).bonus(0, NO_STATE, 0, candidates, values.get(i).beta(), nats);
            tilt.add(nats);
        }
        Rows steered = tilt.apply(logits, 0, Trajectories.allowed(settings, divergence, room - t));
        int id = Draw.of(steered, options.temperature(), seeds.uniform(t));
        if (!place.knows(id)) {
            OptionalInt other = next.outside(place, text, seeds.child("outside").child(t));
            id = other.orElseGet(() -> told(place, steered, t));
        }
        tally.place(place.outside());
        divergence += tilt.divergence();
        logRatio += tilt.logRatio(id);
        return id;
    }

    /** One of the tokens that the endpoint tells, by a number of its own. */
    private int told(Place place, Rows steered, int t) {
        tally.notFound();
        float[] some = new float[steered.width()];
        Arrays.fill(some, Float.NEGATIVE_INFINITY);
        for (int id : place.ids()) {
            some[id] = steered.values()[id];
        }
        return Draw.of(
                new Rows(some, 0, some.length),
                options.temperature(),
                seeds.child("told").uniform(t));
    }
}
