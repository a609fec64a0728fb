package dev.hone.guide.tabular;

/** How often each action was done in each state, and the size of step that this leaves to the tables. */
final class Visits {
    private final int actions;
    private final int[] counts;
    private final double leastStep;
    private double largest;

    Visits(int states, int actions, double leastStep) {
        this.actions = actions;
        this.leastStep = leastStep;
        counts = new int[states * actions];
    }

    void see(EpisodeRecord episode) {
        for (int t = 0; t < episode.length(); t++) {
            counts[episode.state(t) * actions + episode.action(t)]++;
            largest = Math.max(largest, Math.abs(episode.reward(t)));
        }
    }

    int count(int state, int action) {
        return counts[state * actions + action];
    }

    /** Share of an error to take up: the mean of what was seen first, later never too small to follow a changing policy. */
    double step(int state, int action) {
        return Math.max(leastStep, 1.0 / Math.max(1, count(state, action)));
    }

    /** Largest reward seen so far, without its sign. */
    double largestReward() {
        return largest;
    }
}
