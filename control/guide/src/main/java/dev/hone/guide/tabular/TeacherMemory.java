package dev.hone.guide.tabular;

/** What the teacher said where the student saw the same: means over the states that looked alike. */
final class TeacherMemory {
    private final int actions;
    private final double[] logs;
    private final double[] shares;
    private final int[] seen;

    TeacherMemory(int states, int actions) {
        this.actions = actions;
        logs = new double[states * actions];
        shares = new double[states * actions];
        seen = new int[states];
    }

    /** Hears what the teacher says of a state, before anything is done there: so that also what is new can be met with its advice. */
    void listen(int state, double[] logProbabilities) {
        seen[state]++;
        for (int a = 0; a < actions; a++) {
            int k = state * actions + a;
            logs[k] += (logProbabilities[a] - logs[k]) / seen[state];
            shares[k] += (Math.exp(logProbabilities[a]) - shares[k]) / seen[state];
        }
    }

    /** Mean log-probability that the teacher gave an action, in nats; 0 where it was never asked. */
    double advice(int state, int action) {
        return logs[state * actions + action];
    }

    /** Mean probability that the teacher gave an action: what minimises the cross-entropy to it. Uniform where never asked. */
    double share(int state, int action) {
        return seen[state] == 0 ? 1.0 / actions : shares[state * actions + action];
    }

    /** Mean probabilities of all actions: {@link Choices}. */
    void write(int state, double[] probabilities) {
        for (int a = 0; a < actions; a++) {
            probabilities[a] = share(state, a);
        }
    }

    /** Whether no other action was named more often in a state. */
    boolean likeliest(int state, int action) {
        double own = share(state, action);
        for (int a = 0; a < actions; a++) {
            if (share(state, a) > own) {
                return false;
            }
        }
        return true;
    }
}
