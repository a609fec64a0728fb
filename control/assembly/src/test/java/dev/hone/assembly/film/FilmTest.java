package dev.hone.assembly.film;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.assembly.camera.Look;
import dev.hone.assembly.camera.Size;
import dev.hone.assembly.demonstrate.Demonstrations;
import dev.hone.assembly.demonstrate.Demonstrations.Played;
import dev.hone.assembly.task.Camera;
import dev.hone.assembly.task.Options;
import dev.hone.assembly.task.Task;
import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.Seeds;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmTest {
    private static final int WIDTH = 7;
    private static final int HEIGHT = 5;

    @TempDir
    Path folder;

    /** A picture with a different colour at every pixel. */
    private static int[] picture(int number) {
        int[] pixels = new int[WIDTH * HEIGHT];
        Arrays.setAll(pixels, i -> (number * 50_000 + i * 7_001) & 0xFFFFFF);
        return pixels;
    }

    private static int[] pixels(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).map(pixel -> pixel & 0xFFFFFF).toArray();
    }

    private static List<int[]> gif(byte[] bytes) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in);
            int count = reader.getNumImages(true);
            int[][] all = new int[count][];
            for (int i = 0; i < count; i++) {
                all[i] = pixels(reader.read(i));
            }
            return List.of(all);
        } finally {
            reader.dispose();
        }
    }

    @Test
    void an_animated_picture_gives_back_every_picture_and_repeats() throws Exception {
        Film film = Film.of(folder.resolve("a.GIF"), "title", WIDTH, HEIGHT, 0.1);
        for (int i = 0; i < 4; i++) {
            film.add(picture(i));
        }
        assertEquals(4, film.frames());
        byte[] bytes = film.bytes();
        List<int[]> read = gif(bytes);
        assertEquals(4, read.size());
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(picture(i), read.get(i), "picture " + i);
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertEquals(text.indexOf("NETSCAPE2.0"), text.lastIndexOf("NETSCAPE2.0"));
        assertTrue(text.contains("NETSCAPE2.0"));
    }

    @Test
    void a_page_carries_every_picture_and_names_no_other_place() throws Exception {
        Film film = Film.of(folder.resolve("a.html"), "leg <& top>", WIDTH, HEIGHT, 0.25);
        film.add(picture(0));
        film.add(picture(1));
        Path file = folder.resolve("a.html");
        film.save(file, false);
        String page = Files.readString(file);
        Matcher json =
                Pattern.compile("id=\"film\">(.*?)</script>", Pattern.DOTALL).matcher(page);
        assertTrue(json.find());
        assertEquals(250, Json.read(json.group(1)).get("delay").asInt());
        assertEquals(2, Json.read(json.group(1)).get("pictures").size());
        Matcher pictures = Pattern.compile("\"(iVBOR[^\"]*)\"").matcher(json.group(1));
        for (int i = 0; i < 2; i++) {
            assertTrue(pictures.find(), "picture " + i);
            byte[] png = Base64.getDecoder().decode(pictures.group(1));
            assertArrayEquals(picture(i), pixels(ImageIO.read(new ByteArrayInputStream(png))));
        }
        assertFalse(pictures.find());
        assertTrue(page.contains("<h1>leg &lt;&amp; top></h1>"), page);
        assertTrue(page.contains("max=\"1\""));
        assertFalse(page.contains("http:") || page.contains("https:") || page.contains("src=\"/"), page);
        assertThrows(HoneException.class, () -> film.save(file, false));
    }

    @Test
    void more_colours_than_fit_are_brought_near() {
        int[] pixels = new int[64 * 64];
        Arrays.setAll(pixels, i -> i * 4099 & 0xFFFFFF);
        int[] kept = pixels(Palette.picture(pixels, 64, 64));
        assertTrue(Arrays.stream(kept).distinct().count() <= 256);
        for (int i = 0; i < kept.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                assertTrue(Math.abs((kept[i] >> shift & 0xFF) - (pixels[i] >> shift & 0xFF)) < 128);
            }
        }
        assertArrayEquals(kept, pixels(Palette.picture(pixels, 64, 64)));
    }

    @Test
    void pictures_of_another_size_and_other_endings_are_refused() {
        Film film = Film.of(Path.of("a.gif"), "", WIDTH, HEIGHT, 0.1);
        assertThrows(IllegalArgumentException.class, () -> film.add(new int[WIDTH * HEIGHT + 1]));
        for (String bad : new String[] {"a.mp4", "gif", "a.gif.zip", "a"}) {
            HoneException refused =
                    assertThrows(HoneException.class, () -> Film.of(Path.of(bad), "", WIDTH, HEIGHT, 0.1));
            assertTrue(refused.getMessage().contains("no name of a film"), refused.getMessage());
        }
    }

    @Test
    void an_episode_has_a_picture_every_so_many_steps_and_one_of_its_end() throws Exception {
        Filming.Plan plan = new Filming.Plan(List.of(Camera.values()), new Size(64, 64), true, Look.PLAIN, 3);
        byte[][] twice = new byte[2][];
        for (int i = 0; i < 2; i++) {
            Filming filming = new Filming(plan, Path.of("a.gif"), "");
            Played played = Demonstrations.watch(Options.of(Task.of("peg")), true, Seeds.of(2), filming);
            int expected = 1 + played.steps() / 3 + (played.steps() % 3 == 0 ? 0 : 1);
            assertEquals(expected, filming.film().frames());
            twice[i] = filming.film().bytes();
            List<int[]> read = gif(twice[i]);
            assertEquals(expected, read.size());
            assertEquals(2 * 64 * 64, read.getLast().length);
            assertFalse(Arrays.equals(read.getFirst(), read.getLast()));
        }
        assertArrayEquals(twice[0], twice[1]);
    }

    @Test
    void what_is_watched_is_the_first_episode_that_is_demonstrated() {
        Options options = Options.of(Task.of("peg"));
        Played first =
                Demonstrations.play(options, 1, true, Seeds.of(5), _ -> {}).getFirst();
        assertEquals(first, Demonstrations.watch(options, true, Seeds.of(5), _ -> {}));
    }

    @Test
    void a_plan_without_a_camera_or_a_step_is_refused() {
        Size size = new Size(64, 64);
        assertThrows(IllegalArgumentException.class, () -> new Filming.Plan(List.of(), size, true, Look.PLAIN, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Filming.Plan(List.of(Camera.FRONT), size, true, Look.PLAIN, 0));
    }
}
