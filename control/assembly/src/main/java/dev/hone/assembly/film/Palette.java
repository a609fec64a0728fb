package dev.hone.assembly.film;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a picture with at most 256 colours. Flat triangles rarely have more; where they do, the lowest bits of red, green and
 * blue are dropped until they haven't, which keeps the picture the same on every machine.
 */
final class Palette {
    private static final int MOST = 256;

    private Palette() {}

    /** A picture of these pixels, 0xRRGGBB each, row by row. */
    static BufferedImage picture(int[] pixels, int width, int height) {
        if (pixels.length != width * height) {
            throw new IllegalArgumentException(
                    pixels.length + " pixels in a film of " + width + " x " + height + " pixels");
        }
        int dropped = 0;
        Map<Integer, Integer> numbers = numbers(pixels, mask(dropped));
        while (numbers.size() > MOST) {
            numbers = numbers(pixels, mask(++dropped));
        }
        int[] colours = numbers.keySet().stream().mapToInt(Integer::intValue).toArray();
        IndexColorModel model = new IndexColorModel(8, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        byte[] row = new byte[width];
        int mask = mask(dropped);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                row[x] = (byte) (int) numbers.getOrDefault(pixels[y * width + x] & mask, 0);
            }
            image.getRaster().setDataElements(0, y, width, 1, row);
        }
        return image;
    }

    private static int mask(int dropped) {
        int channel = 0xFF << dropped & 0xFF;
        return channel << 16 | channel << 8 | channel;
    }

    /** Each colour's number in order of appearance; stops soon after there are too many. */
    private static Map<Integer, Integer> numbers(int[] pixels, int mask) {
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        int last = -1;
        for (int pixel : pixels) {
            int colour = pixel & mask;
            if (colour != last) {
                numbers.putIfAbsent(colour, numbers.size());
                last = colour;
                if (numbers.size() > MOST) {
                    break;
                }
            }
        }
        return numbers;
    }
}
