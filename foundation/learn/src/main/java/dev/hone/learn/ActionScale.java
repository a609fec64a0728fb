package dev.hone.learn;

/**
 * Between a network's unit and an action's: where a dimension has two finite ends, -1 and 1 stand for them and values beyond
 * are clipped; where it has not, numbers stay what they are.
 */
public final class ActionScale {
    private final float[] middle;
    private final float[] half;

    public ActionScale(Space.Box box) {
        middle = new float[box.size()];
        half = new float[box.size()];
        for (int i = 0; i < box.size(); i++) {
            boolean ends = !Float.isInfinite(box.low(i)) && !Float.isInfinite(box.high(i));
            middle[i] = ends ? (box.low(i) + box.high(i)) / 2 : 0;
            half[i] = ends ? (box.high(i) - box.low(i)) / 2 : Float.POSITIVE_INFINITY;
        }
    }

    /** Writes the action for the raw values that begin at {@code from}. */
    public void write(float[] raw, int from, float[] action, int to) {
        for (int i = 0; i < middle.length; i++) {
            float u = raw[from + i];
            action[to + i] = Float.isInfinite(half[i]) ? u : middle[i] + half[i] * Math.clamp(u, -1f, 1f);
        }
    }
}
