package dev.hone.episodes;

import dev.hone.core.HoneException;
import dev.hone.episodes.picture.Picture;
import dev.hone.episodes.picture.Pixels;

/** Statistics of a column of pictures per channel, each from 0 to 1, over every eighth picture of an episode. */
final class PictureMoments {
    private static final int EVERY = 8;
    private static final int CHANNELS = 3;

    private final Feature feature;
    private final Moments moments = new Moments(CHANNELS);
    private long counted;

    PictureMoments(Feature feature) {
        this.feature = feature;
    }

    String name() {
        return feature.name();
    }

    /**
     * Adds an episode's picture if its turn has come.
     *
     * @param frame its number in the episode
     * @throws HoneException if it has not the size that was described
     */
    void add(Picture picture, int frame, int episode) {
        if (frame % EVERY != 0) {
            return;
        }
        Pixels pixels = picture.pixels();
        if (pixels.height() != feature.shape().get(0)
                || pixels.width() != feature.shape().get(1)) {
            throw new HoneException(
                    "Episode " + episode + ", frame " + frame + ": a picture of " + pixels.width() + " x "
                            + pixels.height() + " pixels where " + name() + " has "
                            + feature.shape().get(1) + " x " + feature.shape().get(0) + ".",
                    "it is another camera's");
        }
        counted++;
        for (int colour : pixels.colours()) {
            moments.add((colour >> 16 & 0xFF) / 255f, (colour >> 8 & 0xFF) / 255f, (colour & 0xFF) / 255f);
        }
    }

    Statistics.Of done() {
        Statistics.Of of = moments.done();
        return new Statistics.Of(of.min(), of.max(), of.mean(), of.deviation(), counted, true);
    }
}
