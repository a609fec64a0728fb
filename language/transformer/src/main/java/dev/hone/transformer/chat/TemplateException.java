package dev.hone.transformer.chat;

/** What is wrong with a template or its values; {@link ChatTemplate} adds the template's name and the line. */
final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** 1-based; 0 where it isn't known yet. */
    private final int line;

    /** Whether the template itself refused, by {@code raise_exception}. */
    private final boolean refusal;

    TemplateException(String problem) {
        this(problem, 0, false);
    }

    TemplateException(String problem, int line, boolean refusal) {
        super(problem);
        this.line = line;
        this.refusal = refusal;
    }

    int line() {
        return line;
    }

    boolean refusal() {
        return refusal;
    }

    /** The same at a line, unless a line is known already. */
    TemplateException at(int atLine) {
        return line > 0 ? this : new TemplateException(problem(), atLine, refusal);
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
