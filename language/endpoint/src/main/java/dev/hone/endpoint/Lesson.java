package dev.hone.endpoint;

import java.util.ArrayList;
import java.util.List;

/** What a server turned out not to do, as a person should hear it: once. */
enum Lesson {
    ONE_SAMPLE("The server returns one sample a call; Hone asks for samples one by one."),
    FEWER_SAMPLES("The server returns fewer samples a call than asked for; Hone asks for fewer at a time."),
    NO_SEED("The server does not take a seed: the same request need not give the same samples."),
    NO_LOGPROBS("The server returns no log-probabilities; samples come without them."),
    NO_USAGE("The server does not say how many tokens a call used; Hone estimates them at four characters each.");

    private final String line;

    Lesson(String line) {
        this.line = line;
    }

    String line() {
        return line;
    }

    static List<Lesson> between(Dialect before, Dialect after) {
        List<Lesson> lessons = new ArrayList<>();
        if (after.samplesPerCall() < before.samplesPerCall()) {
            lessons.add(after.samplesPerCall() == 1 ? ONE_SAMPLE : FEWER_SAMPLES);
        }
        if (before.seed() && !after.seed()) {
            lessons.add(NO_SEED);
        }
        if (before.logprobs() && !after.logprobs()) {
            lessons.add(NO_LOGPROBS);
        }
        return lessons;
    }
}
