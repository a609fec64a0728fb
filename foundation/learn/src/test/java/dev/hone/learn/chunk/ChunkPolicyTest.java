package dev.hone.learn.chunk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.artifact.Artifact;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Space;
import dev.hone.learn.SpaceCard;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Safetensors;
import dev.hone.tensor.TensorData;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkPolicyTest {
    private static final Space.Box SEEN = Space.Box.of(3, 0, 4);
    private static final Space.Box DONE = Space.Box.of(2, -10, 10);

    @TempDir
    private Path folder;

    private static ChunkSpec spec(ChunkSpec.Kind kind) {
        return new ChunkSpec(
                kind,
                SpaceCard.of(Space.Box.of(3, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)),
                SpaceCard.of(DONE),
                SpaceCard.of(SEEN),
                List.of(),
                SpaceCard.of(DONE),
                List.of(),
                4,
                2,
                List.of(16),
                20,
                4,
                false);
    }

    /** Plans what it is told, whatever it sees. */
    private static Planner planning(float... chunk) {
        return (_, _, to) -> System.arraycopy(chunk, 0, to, 0, chunk.length);
    }

    @Test
    void the_first_of_the_planned_actions_are_given_in_the_robots_units() {
        ChunkPolicy policy =
                new ChunkPolicy(spec(ChunkSpec.Kind.DIFFUSION), planning(0.1f, 0.2f, 0.3f, 0.4f, 9, 9, 9, 9));
        float[] actions = new float[policy.chunk() * 2];
        policy.act(new float[3], new RandomStream(0), actions);
        assertArrayEquals(new float[] {1, 2, 3, 4}, actions, 1e-6f);
    }

    @Test
    void the_planner_sees_normalised_numbers() {
        float[][] seen = new float[1][];
        ChunkPolicy policy =
                new ChunkPolicy(spec(ChunkSpec.Kind.DIFFUSION), (condition, _, _) -> seen[0] = condition.clone());
        policy.act(new float[] {0, 2, 4}, new RandomStream(0), new float[4]);
        assertArrayEquals(new float[] {-1, 0, 1}, seen[0]);
    }

    @Test
    void numbers_that_are_none_are_refused_and_never_passed_on() {
        ChunkPolicy diverged =
                new ChunkPolicy(spec(ChunkSpec.Kind.DIFFUSION), planning(0, 0, 0, 0, 0, 0, 0, Float.NaN));
        float[] actions = {7, 7, 7, 7};
        HoneException plan =
                assertThrows(HoneException.class, () -> diverged.act(new float[3], new RandomStream(0), actions));
        assertTrue(plan.getMessage().startsWith("Number 7 of a plan is NaN."), plan.getMessage());
        assertArrayEquals(new float[] {7, 7, 7, 7}, actions);
        ChunkPolicy sound = new ChunkPolicy(spec(ChunkSpec.Kind.DIFFUSION), planning(0));
        assertThrows(HoneException.class, () -> sound.act(new float[] {0, Float.NaN, 0}, new RandomStream(0), actions));
    }

    @Test
    void a_warm_start_begins_at_the_last_plan_moved_on_by_what_was_executed() {
        NoiseSchedule schedule = new NoiseSchedule(20);
        float[] first = new float[4];
        float[] plan = {0.1f, 0.2f, 0.3f, 0.4f};
        Denoiser denoiser = (noisy, time, _, noise) -> {
            if (time == 19) {
                System.arraycopy(noisy, 0, first, 0, 4);
            }
            for (int i = 0; i < 4; i++) {
                noise[i] = (noisy[i] - schedule.signal(time) * plan[i]) / schedule.noise(time);
            }
        };
        DiffusionPlanner planner = new DiffusionPlanner(denoiser, schedule, new DdimSampler(schedule, 5), 4, 2);
        float[] mean = new float[4];
        int n = 4000;
        RandomStream random = new RandomStream(3);
        for (int i = 0; i < n; i++) {
            planner.begin();
            planner.plan(new float[0], random, new float[4]);
            planner.plan(new float[0], random, new float[4]);
            for (int k = 0; k < 4; k++) {
                mean[k] += first[k] / n;
            }
        }
        float s = schedule.signal(10);
        assertArrayEquals(new float[] {s * 0.3f, s * 0.4f, s * 0.3f, s * 0.4f}, mean, 0.05f);
        planner.begin();
        planner.plan(new float[0], new RandomStream(9), new float[4]);
        assertEquals((float) new RandomStream(9).nextGaussian(), first[0], "a new episode starts cold");
    }

    @Test
    void a_saved_policy_acts_as_it_did_and_so_do_its_checkpoints() {
        for (ChunkSpec.Kind kind : ChunkSpec.Kind.values()) {
            ChunkSpec spec = spec(kind);
            Path old = weights(spec, 1);
            Path chosen = weights(spec, 2);
            Path target = folder.resolve("policy-" + kind);
            Artifact.write(
                    target,
                    SavedChunkPolicy.card("reach", spec, 2, Map.of(), Map.of()),
                    false,
                    into -> SavedChunkPolicy.fill(into, List.of(old, chosen), 2));
            SavedChunkPolicy saved = SavedChunkPolicy.open(target);
            assertEquals("reach", saved.task());
            assertEquals(spec, saved.spec());
            assertArrayEquals(act(policy(spec, chosen)), act(saved.policy()));
            assertArrayEquals(act(policy(spec, old)), act(saved.checkpoint(1)));
            assertFalse(Arrays.equals(act(saved.checkpoint(1)), act(saved.policy())));
            assertThrows(HoneException.class, () -> saved.checkpoint(3));
        }
    }

    private static float[] act(ChunkPolicy policy) {
        float[] actions = new float[4];
        policy.begin();
        policy.act(new float[] {1, 2, 3}, new RandomStream(5), actions);
        return actions;
    }

    private static ChunkPolicy policy(ChunkSpec spec, Path weights) {
        try (Safetensors open = Safetensors.open(weights)) {
            return spec.policy(open);
        }
    }

    private Path weights(ChunkSpec spec, long seed) {
        var tensors = new LinkedHashMap<String, TensorData>();
        try (Parameters parameters = new Parameters()) {
            ChunkNetwork.of(spec, parameters, "p", Seeds.of(seed));
            parameters.save().forEach((name, tensor) -> tensors.put(name.substring(2), tensor));
        }
        Path file = folder.resolve(spec.planner() + "-" + seed + ".safetensors");
        Safetensors.write(file, tensors, Map.of());
        return file;
    }
}
