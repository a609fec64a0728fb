package dev.hone.assembly.camera;

import dev.hone.core.HoneException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A picture's size in pixels, from 64 x 64 to 320 x 240.
 *
 * @param width 64 to 320
 * @param height 64 to 240
 */
public record Size(int width, int height) {
    private static final int LEAST = 64;
    private static final int MOST_WIDE = 320;
    private static final int MOST_HIGH = 240;
    private static final Pattern WORDS = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

    public Size {
        if (width < LEAST || width > MOST_WIDE || height < LEAST || height > MOST_HIGH) {
            throw new HoneException(
                    "A picture of " + width + " x " + height + " pixels can't be taken.",
                    "use 64 to 320 pixels in width and 64 to 240 in height");
        }
    }

    /**
     * As typed: {@code 320x240}, width first.
     *
     * @throws HoneException if it isn't of that form, or out of range
     */
    public static Size of(String words) {
        Matcher matcher = WORDS.matcher(words);
        if (!matcher.matches()) {
            throw new HoneException("'" + words + "' is no size of a picture.", "write WIDTHxHEIGHT, such as 320x240");
        }
        return new Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Pixels. */
    public int area() {
        return width * height;
    }
}
