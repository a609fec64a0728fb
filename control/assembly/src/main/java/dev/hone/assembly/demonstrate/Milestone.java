package dev.hone.assembly.demonstrate;

/** How far an episode came, in order. */
public enum Milestone {
    GRASPED("part between the closed pads"),
    AT_HOLE("within 5 mm and 5 degrees of the hole's axis, over it"),
    INSERTED("its end inside the hole"),
    SEATED("assembled");

    private final String meaning;

    Milestone(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }
}
