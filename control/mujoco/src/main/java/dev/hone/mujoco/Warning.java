package dev.hone.mujoco;

/** What the engine warns of, with the numbers of its counters (mjtWarning of mjdata.h, 2.2.2). */
public enum Warning {
    INERTIA(0, "a nearly singular inertia matrix"),
    CONTACTS_FULL(1, "more contacts than the scene's buffer holds"),
    CONSTRAINTS_FULL(2, "more constraint rows than the scene's buffer holds"),
    VISUALS_FULL(3, "too many visual geometries"),
    BAD_POSITION(4, "a position that is not finite or too large"),
    BAD_VELOCITY(5, "a velocity that is not finite or too large"),
    BAD_ACCELERATION(6, "an acceleration that is not finite or too large"),
    BAD_CONTROL(7, "a control that is not finite or too large");

    private final int number;
    private final String meaning;

    Warning(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    int number() {
        return number;
    }

    /** The warning as a clause without a full stop. */
    public String meaning() {
        return meaning;
    }
}
