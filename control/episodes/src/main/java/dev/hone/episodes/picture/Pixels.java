package dev.hone.episodes.picture;

/**
 * A picture's colours.
 *
 * @param width pixels
 * @param height pixels
 * @param colours row by row from the upper left, 0xRRGGBB each; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // looked at, never compared
public record Pixels(int width, int height, int[] colours) {
    public Pixels {
        if (width < 1 || height < 1 || colours.length != width * height) {
            throw new IllegalArgumentException(
                    colours.length + " colours in a picture of " + width + " x " + height + " pixels");
        }
    }

    /** The same without what the highest eight bits say of transparency. */
    Pixels opaque() {
        for (int i = 0; i < colours.length; i++) {
            colours[i] &= 0xFFFFFF;
        }
        return this;
    }

    /** The same with fewer pixels: the nearest of each, so many across that neither side is longer than {@code most}. */
    public Pixels within(int most) {
        int longer = Math.max(width, height);
        if (longer <= most) {
            return this;
        }
        int newWidth = Math.max(1, width * most / longer);
        int newHeight = Math.max(1, height * most / longer);
        int[] fewer = new int[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                fewer[y * newWidth + x] = colours[(y * height / newHeight) * width + x * width / newWidth];
            }
        }
        return new Pixels(newWidth, newHeight, fewer);
    }
}
