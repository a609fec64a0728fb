package dev.hone.lm.format;

import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ValueNode;

/** How texts and numbers are written: what UTF-8 can carry, and whole numbers without a fraction. */
final class Texts {
    /** Below this every whole double is a long. */
    private static final double EXACT = 0x1p53;

    private static final long NEGATIVE_ZERO = Double.doubleToRawLongBits(-0.0);

    private Texts() {}

    /** The text with every half of a surrogate pair that lost its partner replaced by U+FFFD; UTF-8 has no form for it. */
    static String wellFormed(String text) {
        StringBuilder mended = new StringBuilder(0);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                if (mended.isEmpty()) {
                    mended.append(text);
                }
                mended.setCharAt(i, '\uFFFD');
            }
        }
        return mended.isEmpty() ? text : mended.toString();
    }

    /** A finite number: 1 and not 1.0 where it is whole, so that 0/1 rewards stay what their grader wrote. */
    static ValueNode number(double number) {
        boolean whole = number == Math.rint(number)
                && Math.abs(number) < EXACT
                && Double.doubleToRawLongBits(number) != NEGATIVE_ZERO;
        return whole ? LongNode.valueOf((long) number) : DoubleNode.valueOf(number);
    }
}
