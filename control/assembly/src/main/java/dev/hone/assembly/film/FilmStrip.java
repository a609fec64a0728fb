package dev.hone.assembly.film;

import dev.hone.episodes.picture.Picture;
import dev.hone.episodes.picture.Pixels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Episodes as rows of small pictures in one picture, time from left to right. Pictures of one strip may differ in size. */
public final class FilmStrip {
    private static final int GAP = 2;
    private static final int BETWEEN_EPISODES = 10;
    private static final int PAPER = 0xFFFFFF;

    private final List<List<Pixels>> rows = new ArrayList<>();
    private final List<Integer> gaps = new ArrayList<>();

    /** Adds an episode: a row for each camera, under one another. */
    public void add(List<List<Pixels>> cameras) {
        int gap = rows.isEmpty() ? 0 : BETWEEN_EPISODES;
        for (List<Pixels> camera : cameras) {
            gaps.add(gap);
            rows.add(List.copyOf(camera));
            gap = GAP;
        }
    }

    /** The whole strip, as PNG. */
    public Picture picture() {
        int width = rows.stream().mapToInt(FilmStrip::width).max().orElse(1);
        int height = gaps.stream().mapToInt(Integer::intValue).sum()
                + rows.stream().mapToInt(FilmStrip::height).sum();
        int[] all = new int[Math.max(1, width) * Math.max(1, height)];
        Arrays.fill(all, PAPER);
        int top = 0;
        for (int row = 0; row < rows.size(); row++) {
            top += gaps.get(row);
            int left = 0;
            for (Pixels pixels : rows.get(row)) {
                copy(pixels, all, width, left, top);
                left += pixels.width() + GAP;
            }
            top += height(rows.get(row));
        }
        return Picture.png(new Pixels(Math.max(1, width), Math.max(1, height), all));
    }

    private static void copy(Pixels pixels, int[] all, int width, int left, int top) {
        for (int y = 0; y < pixels.height(); y++) {
            System.arraycopy(pixels.colours(), y * pixels.width(), all, (top + y) * width + left, pixels.width());
        }
    }

    private static int width(List<Pixels> row) {
        return row.stream().mapToInt(Pixels::width).sum() + GAP * Math.max(0, row.size() - 1);
    }

    private static int height(List<Pixels> row) {
        return row.stream().mapToInt(Pixels::height).max().orElse(0);
    }
}
