package dev.hone.guide.recurrent;

import dev.hone.core.Seeds;
import dev.hone.guide.neural.*;
import dev.hone.guide.tabular.MethodConstants;
import dev.hone.learn.*;
import java.util.random.RandomGenerator;

public final class RecurrentSchool implements School<Object> {
    public RecurrentSchool(Space o, Space.Discrete a, int width, double gamma, MethodConstants c) {}

    public int actionSize() {
        return 1;
    }

    public void explore(RandomGenerator r, float[] raw) {}

    public void toAction(float[] raw, float[] a) {}

    public int stepsPerUpdate() {
        return 1;
    }

    public double randomMoves() {
        return 0;
    }

    public Object batch(EpisodeReplay r, RandomGenerator g) {
        throw new IllegalStateException();
    }

    public Pupil<Object> guided(Seeds s) {
        throw new IllegalStateException();
    }

    public Pupil<Object> alone(Seeds s) {
        throw new IllegalStateException();
    }

    public Pupil<Object> imitator(Seeds s) {
        throw new IllegalStateException();
    }

    public Pupil<Object> advisor(Seeds s, double q) {
        throw new IllegalStateException();
    }
}
