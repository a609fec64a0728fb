package dev.hone.lm;

/** A client's own credential, to be shown to a model's server in its name. It has no text form. */
public final class Bearer {
    private final String header;

    /** @param header the value of an {@code Authorization} header */
    public Bearer(String header) {
        this.header = header;
    }

    /** For the one place that sends it. */
    public String header() {
        return header;
    }

    @Override
    public String toString() {
        return "[key]";
    }
}
