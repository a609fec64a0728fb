package dev.hone.assembly.film;

import dev.hone.core.HoneException;
import dev.hone.core.files.AtomicFile;
import java.nio.file.Path;
import java.util.Locale;

/** Pictures of one size that a file shows one after another. */
public sealed interface Film permits GifFilm, PageFilm {
    /**
     * Adds a picture.
     *
     * @param pixels row by row from the upper left, 0xRRGGBB each
     * @throws IllegalArgumentException if it is of another size
     */
    void add(int[] pixels);

    /** Pictures so far. */
    int frames();

    /** The whole file; nothing can be added afterwards. */
    byte[] bytes();

    /** Writes the file, whole or not at all. */
    default void save(Path file, boolean overwrite) {
        AtomicFile.write(file, overwrite, bytes());
    }

    /**
     * An empty film of the kind that the file's name ends with: {@code .gif} an animated picture, {@code .html} a page with a slider.
     *
     * @param title what the page says above the picture
     * @param width pixels
     * @param height pixels
     * @param delay seconds that a picture stays
     * @throws HoneException if the name ends otherwise
     */
    static Film of(Path file, String title, int width, int height, double delay) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".gif")) {
            return new GifFilm(width, height, delay);
        }
        if (name.endsWith(".html")) {
            return new PageFilm(title, width, height, delay);
        }
        throw new HoneException(
                file + " is no name of a film.", "end it with .gif for an animated picture or .html for a page");
    }
}
