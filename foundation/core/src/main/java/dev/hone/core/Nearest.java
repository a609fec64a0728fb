package dev.hone.core;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * The known name that a mistyped one most likely meant. Distance counts inserted, dropped and changed letters and swaps of
 * neighbours, each as one (optimal string alignment); case is ignored, and so is the difference between {@code -}, {@code _} and
 * {@code .}.
 */
public final class Nearest {
    private Nearest() {}

    /** The nearest of {@code known}, if one is near enough to be worth naming; ties go to the earlier name. */
    public static Optional<String> of(String name, Collection<String> known) {
        String wanted = folded(name);
        int limit = Math.max(1, Math.min(4, wanted.length() / 3));
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int d = distance(wanted, folded(candidate));
            if (d < least) {
                least = d;
                best = candidate;
            }
        }
        return least <= limit ? Optional.of(best) : Optional.empty();
    }

    /** Edits that turn one text into the other, at least 0. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
    }
}
