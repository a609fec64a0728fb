package dev.hone.episodes;

/** Names of columns. All but the last are the format's own conventions. */
public final class Names {
    public static final String STATE = "observation.state";
    public static final String ACTION = "action";
    public static final String TIMESTAMP = "timestamp";
    public static final String FRAME = "frame_index";
    public static final String EPISODE = "episode_index";
    public static final String INDEX = "index";
    public static final String TASK = "task_index";
    /** The reward that followed the frame's action. */
    public static final String REWARD = "next.reward";
    /** Whether the episode ended with the frame's action. */
    public static final String DONE = "next.done";
    /** The simulator's whole state in which the frame's observation was made, as 64-bit words: Hone's own addition. */
    public static final String SIMULATOR = "simulator.state";

    /** Begins the names of columns of pictures. */
    public static final String PICTURES = "observation.images.";

    private Names() {}
}
