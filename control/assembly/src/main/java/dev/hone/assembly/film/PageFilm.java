package dev.hone.assembly.film;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A page that carries its pictures and a slider, and loads nothing from anywhere. */
final class PageFilm implements Film {
    private static final String SCRIPT = resource("film.js");
    private static final String STYLE = resource("film.css");

    private final String title;
    private final int width;
    private final int height;
    private final double delay;
    private final List<String> pictures = new ArrayList<>();

    PageFilm(String title, int width, int height, double delay) {
        this.title = title.replace("&", "&amp;").replace("<", "&lt;");
        this.width = width;
        this.height = height;
        this.delay = delay;
    }

    @Override
    public void add(int[] pixels) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
            ImageIO.write(Palette.picture(pixels, width, height), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pictures.add(Base64.getEncoder().encodeToString(png.toByteArray()));
    }

    @Override
    public int frames() {
        return pictures.size();
    }

    @Override
    public byte[] bytes() {
        String page = """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
                style-src '%s'; script-src '%s'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                <h1>%s</h1>
                <img id="picture" alt="the present picture" width="%d" height="%d">
                <div><button id="play" type="button">Pause</button>
                <input id="slider" type="range" min="0" max="%d" value="0" aria-label="picture">
                <output id="number"></output></div>
                <noscript><p>Scripts are off, so the pictures can't be shown.</p></noscript>
                <script type="application/json" id="film">%s</script>
                <script>%s</script>
                </body>
                </html>
                """.formatted(
                        hash(STYLE),
                        hash(SCRIPT),
                        title,
                        STYLE,
                        title,
                        width,
                        height,
                        Math.max(0, pictures.size() - 1),
                        "{\"delay\": " + Math.round(1000 * delay) + ", \"pictures\": [\""
                                + String.join("\",\n\"", pictures) + "\"]}",
                        SCRIPT);
        return page.getBytes(StandardCharsets.UTF_8);
    }

    /** What the security policy calls a script or a style. */
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = PageFilm.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
