package dev.hone.budget.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.Deflater;

/**
 * What one sample shows of itself, without any reward.
 *
 * @param answer its text up to case and white space; absent where it is blank
 * @param pairs of its neighbouring tokens
 * @param logLength logarithm of one more than its characters
 * @param balanced whether its brackets match
 * @param stub whether it says next to nothing: fewer than 12 characters, a lone {@code pass}, a TODO
 * @param compressed size when compressed, as a share of its own
 */
record SampleTraits(
        Optional<String> answer,
        TokenPairs pairs,
        double logLength,
        boolean balanced,
        boolean stub,
        double compressed) {
    private static final Pattern STUB = Pattern.compile("todo|\\bpass$");
    private static final int SHORT = 12;

    /** Looks at a text. */
    static SampleTraits of(String text) {
        String body = body(text);
        String plain = body.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
        return new SampleTraits(
                plain.isEmpty() ? Optional.empty() : Optional.of(plain),
                TokenPairs.of(plain),
                Math.log1p(plain.length()),
                isBalanced(body),
                plain.length() < SHORT || STUB.matcher(plain).find(),
                compressed(plain));
    }

    /** How like another sample it is, in [0, 1]: the share of pairs of tokens that both have. */
    double likeness(SampleTraits other) {
        return pairs.likeness(other.pairs);
    }

    /** The same without its pairs, which take most of its place, once likenesses are known. */
    SampleTraits withoutPairs() {
        return new SampleTraits(answer, TokenPairs.NONE, logLength, balanced, stub, compressed);
    }

    /** Of code that begins inside a function, what belongs to that function: models often go on with other things. */
    private static String body(String text) {
        if (text.isEmpty() || !Character.isWhitespace(text.charAt(0))) {
            return text;
        }
        return String.join(
                "\n",
                Arrays.stream(text.split("\n", -1))
                        .dropWhile(String::isBlank)
                        .takeWhile(line -> line.isBlank() || Character.isWhitespace(line.charAt(0)))
                        .toList());
    }

    private static boolean isBalanced(String text) {
        Deque<Character> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '(' -> open.push(')');
                case '[' -> open.push(']');
                case '{' -> open.push('}');
                case ')', ']', '}' -> {
                    if (open.isEmpty() || open.pop() != c) {
                        return false;
                    }
                }
                default -> {}
            }
        }
        return open.isEmpty();
    }

    private static double compressed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            return 0;
        }
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] out = new byte[bytes.length + 64];
            return (double) deflater.deflate(out) / bytes.length;
        }
    }
}
