package dev.hone.transformer.chat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Strings as Python sees them, a sequence of code points: an emoji is one character. */
final class CodePoints {
    private CodePoints() {}

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    static List<Value> characters(String text) {
        List<Value> characters = new ArrayList<>();
        text.codePoints().forEach(c -> characters.add(Value.of(Character.toString(c))));
        return characters;
    }

    static int compare(String a, String b) {
        return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }

    /** {@code text[start:stop:step]}. */
    static String slice(String text, OptionalLong start, OptionalLong stop, long step) {
        int[] points = text.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        for (int i : places(points.length, start, stop, step)) {
            out.appendCodePoint(points[i]);
        }
        return out.toString();
    }

    static List<Value> slice(List<Value> items, OptionalLong start, OptionalLong stop, long step) {
        return Arrays.stream(places(items.size(), start, stop, step))
                .mapToObj(items::get)
                .toList();
    }

    /** The places that a slice of something of this length takes, in order. */
    static int[] places(int length, OptionalLong start, OptionalLong stop, long step) {
        if (step == 0) {
            throw new TemplateException("the step of a slice is 0");
        }
        long lowest = step > 0 ? 0 : -1;
        long highest = step > 0 ? length : length - 1L;
        long from = bound(start, step > 0 ? lowest : highest, length, lowest, highest);
        long to = bound(stop, step > 0 ? highest : lowest, length, lowest, highest);
        long distance = step > 0 ? to - from : from - to;
        long size = Math.abs(Math.max(step, -Long.MAX_VALUE));
        int count = distance <= 0 ? 0 : (int) ((distance - 1) / size + 1);
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            places[i] = (int) (from + i * step);
        }
        return places;
    }

    private static long bound(OptionalLong given, long otherwise, int length, long lowest, long highest) {
        if (given.isEmpty()) {
            return otherwise;
        }
        long place = given.getAsLong() < 0 ? given.getAsLong() + length : given.getAsLong();
        return Math.clamp(place, lowest, highest);
    }
}
