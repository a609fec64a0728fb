package dev.hone.mujoco;

/**
 * A tiny scene whose numbers are known, read back through the offsets: whether the table of offsets fits the library that
 * was loaded.
 */
final class KnownScene {
    private static final String MJCF = """
            <mujoco><worldbody>
              <geom type="plane" size="1 1 1"/>
              <body name="known" pos="0.25 -0.5 1.5"><freejoint/><geom type="sphere" size="0.125" mass="3"/></body>
              <body pos="1 0 1"><joint name="hinge" axis="0 1 0"/><geom type="box" size="0.1 0.2 0.3" mass="2"/></body>
            </worldbody></mujoco>
            """;
    private static final double[] QPOS0 = {0.25, -0.5, 1.5, 1, 0, 0, 0, 0};

    private KnownScene() {}

    static void check(Engine engine) {
        try (Simulation scene = Simulation.of(engine, MJCF)) {
            Layout layout = scene.layout();
            boolean fits = layout.positions() == 8
                    && layout.velocities() == 7
                    && layout.bodies() == 3
                    && layout.geoms() == 3
                    && layout.body("known") == 1
                    && layout.positionAddress(layout.joint("hinge")) == 7
                    && scene.array(Field.BODY_MASS).get(1) == 3
                    && scene.array(Field.GEOM_SIZE).get(8) == 0.3;
            for (int i = 0; fits && i < QPOS0.length; i++) {
                fits = scene.array(Field.POSITION).get(i) == QPOS0[i];
            }
            if (!fits) {
                throw new EngineUnavailableException(
                        "The physics engine reads a known scene differently than version 2.2.2 does.",
                        "build again from a fresh checkout");
            }
        }
    }
}
