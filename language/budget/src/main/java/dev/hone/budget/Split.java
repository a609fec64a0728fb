package dev.hone.budget;

/** What a query is used for when a predictor is fitted. */
public enum Split {
    /** Gradients see it. */
    FIT("fit"),
    /** It decides between candidates, and whether to use any. */
    CHOOSE("choose"),
    /** Only results are computed on it. */
    REPORT("report");

    private final String text;

    Split(String text) {
        this.text = text;
    }

    /** As written in files. */
    public String text() {
        return text;
    }
}
