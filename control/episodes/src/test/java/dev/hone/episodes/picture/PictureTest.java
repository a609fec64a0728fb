package dev.hone.episodes.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
    private static Pixels made(int width, int height) {
        int[] colours = new int[width * height];
        Arrays.setAll(colours, i -> i * 7_001 & 0xFFFFFF);
        return new Pixels(width, height, colours);
    }

    private static byte[] file(BufferedImage image, String kind) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, kind, bytes));
        return bytes.toByteArray();
    }

    @Test
    void every_colour_survives_the_way_through_the_file() {
        Pixels pixels = made(31, 17);
        Pixels found = Picture.png(pixels).pixels();
        assertEquals(31, found.width());
        assertEquals(17, found.height());
        assertArrayEquals(pixels.colours(), found.colours());
    }

    /** Readers of Python turn the channels that a file has into a tensor: a palette would be one. */
    @Test
    void the_file_has_three_channels_of_eight_bits() throws IOException {
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(Picture.png(made(4, 4)).file()));
        assertArrayEquals(new int[] {8, 8, 8}, image.getColorModel().getComponentSize());
    }

    @Test
    void the_same_colours_give_the_same_file() {
        assertArrayEquals(
                Picture.png(made(9, 5)).file(), Picture.png(made(9, 5)).file());
    }

    @Test
    void others_photographs_and_transparent_pictures_are_read() throws IOException {
        BufferedImage grey = new BufferedImage(8, 6, BufferedImage.TYPE_BYTE_GRAY);
        assertEquals(6, Picture.of(file(grey, "jpg"), "x").pixels().height());
        BufferedImage clear = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        clear.setRGB(0, 0, 0x80112233);
        assertEquals(0x112233, Picture.of(file(clear, "png"), "x").pixels().colours()[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 20, 40, 60})
    void a_file_cut_short_is_an_error_that_names_its_place(int length) {
        byte[] whole = Picture.png(made(31, 17)).file();
        Picture cut = Picture.of(Arrays.copyOf(whole, length), "set, episode 3");
        HoneException error = assertThrows(HoneException.class, cut::pixels);
        assertTrue(error.getMessage().startsWith("set, episode 3: a picture can't be read"), error.getMessage());
    }

    @Test
    void a_file_of_another_kind_is_an_error() {
        Picture text = Picture.of("not a picture".getBytes(StandardCharsets.UTF_8), "here");
        assertThrows(HoneException.class, text::pixels);
    }

    @Test
    void a_small_file_that_claims_a_huge_picture_is_refused_before_it_is_decoded() throws IOException {
        byte[] wide = file(new BufferedImage(9000, 1, BufferedImage.TYPE_BYTE_BINARY), "png");
        HoneException error =
                assertThrows(HoneException.class, () -> Picture.of(wide, "here").pixels());
        assertTrue(error.getMessage().contains("9000 x 1 pixels"), error.getMessage());
    }

    @Test
    void a_smaller_copy_keeps_the_shape_and_picks_the_nearest_pixels() {
        Pixels small = made(40, 20).within(10);
        assertEquals(10, small.width());
        assertEquals(5, small.height());
        assertEquals(made(40, 20).colours()[4 * 40 + 8], small.colours()[1 * 10 + 2]);
        Pixels fits = made(10, 5);
        assertSame(fits, fits.within(10));
    }
}
