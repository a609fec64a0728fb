package dev.hone.guide.neural;

import dev.hone.guide.Excursion;
import java.util.random.RandomGenerator;

/** An exploring episode of two: a student leads there and back, an explorer goes off between. Both see and hear all of it. */
final class Pair implements Performer {
    private final Performer student;
    private final Performer explorer;
    private final Excursion excursion;

    Pair(Performer student, Performer explorer, Excursion excursion) {
        this.student = student;
        this.explorer = explorer;
        this.excursion = excursion;
    }

    @Override
    public void begin() {
        excursion.begin();
        student.begin();
        explorer.begin();
    }

    @Override
    public void act(float[] features, RandomGenerator random, float[] raw) {
        boolean out = excursion.out(random);
        (out ? student : explorer).act(features, random, raw); // whose action goes unused, but who has to remember this
        (out ? explorer : student).act(features, random, raw);
    }

    @Override
    public void did(float[] raw) {
        student.did(raw);
        explorer.did(raw);
    }
}
