package dev.hone.guide.tabular;

import dev.hone.guide.ReplayGap;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Compares two policies on the last episodes of anybody. It has values of its own for either: those that a twin acts by hope for what
 * nobody has tried, and a comparison of hopes says nothing.
 */
final class Judge {
    private final PolicyValue main;
    private final PolicyValue twin;
    private final double gamma;
    private final int size;
    private final Deque<EpisodeRecord> episodes = new ArrayDeque<>();

    /** @param size episodes that it looks at */
    Judge(PolicyValue main, PolicyValue twin, double gamma, int size) {
        this.main = main;
        this.twin = twin;
        this.gamma = gamma;
        this.size = size;
    }

    void hear(EpisodeRecord episode) {
        episodes.addLast(episode);
        if (episodes.size() > size) {
            episodes.removeFirst();
        }
    }

    ReplayGap gap() {
        main.settle();
        twin.settle();
        ReplayGap gap = new ReplayGap(gamma);
        for (EpisodeRecord episode : episodes) {
            for (int t = 0; t < episode.length(); t++) {
                int state = episode.state(t);
                int action = episode.action(t);
                gap.step(main.advantage(state, action), twin.advantage(state, action), episode.reward(t));
            }
            gap.end();
        }
        return gap;
    }
}
