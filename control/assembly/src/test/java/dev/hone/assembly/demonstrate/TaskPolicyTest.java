package dev.hone.assembly.demonstrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.assembly.demonstrate.Demonstrations.Played;
import dev.hone.assembly.task.Action;
import dev.hone.assembly.task.AssemblyEnvironment;
import dev.hone.assembly.task.Options;
import dev.hone.assembly.task.Task;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.artifact.Artifact;
import dev.hone.episodes.Episode;
import dev.hone.learn.Network;
import dev.hone.learn.NetworkPolicy;
import dev.hone.learn.Policy;
import dev.hone.learn.RunningNorm;
import dev.hone.learn.SavedPolicy;
import dev.hone.learn.Space;
import dev.hone.learn.TablePolicy;
import dev.hone.tensor.Activation;
import dev.hone.tensor.Parameters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskPolicyTest {
    private static final Task PEG = Task.of("peg");

    @TempDir
    private Path temporary;

    /** Does what was recorded, in chunks, whatever it sees. */
    private record Repeating(Space observations, Space actions, List<float[]> recorded, int chunk, List<Integer> asked)
            implements Policy {
        @Override
        public void act(float[] observation, RandomGenerator random, float[] to) {
            int from = asked.size() * chunk;
            asked.add(from);
            for (int i = 0; i < chunk && from + i < recorded.size(); i++) {
                System.arraycopy(recorded.get(from + i), 0, to, i * Action.WIDTH, Action.WIDTH);
            }
        }
    }

    private Path saved(String environment, Policy policy) {
        Path folder = temporary.resolve(environment);
        Artifact.write(
                folder,
                SavedPolicy.card(environment, policy, Map.of(), Map.of()),
                true,
                into -> SavedPolicy.fill(into, policy));
        return folder;
    }

    private static NetworkPolicy network(Space observations, Space actions) {
        try (var parameters = new Parameters()) {
            List<Integer> widths = List.of(observations.size(), 8, actions.size());
            Network network = new Network(parameters, "n", widths, Activation.TANH, 1, Seeds.of(4));
            return new NetworkPolicy(
                    observations,
                    actions,
                    NetworkPolicy.Form.GAUSSIAN,
                    network.plain(),
                    new RunningNorm(observations.size()));
        }
    }

    private static String refused(Path folder) {
        return assertThrows(HoneException.class, () -> TaskPolicy.open(folder, PEG))
                .getMessage();
    }

    @Test
    void a_chunked_policy_that_repeats_a_script_plays_the_same_episode() {
        Options options = Options.of(PEG);
        List<Episode> kept = new ArrayList<>();
        Played script = Demonstrations.record(options, 1, true, Seeds.of(8), _ -> {}, kept::add)
                .getFirst();
        List<float[]> actions =
                kept.getFirst().frames().stream().map(Episode.Frame::action).toList();
        try (AssemblyEnvironment environment = new AssemblyEnvironment(options)) {
            for (int chunk : new int[] {1, 7}) {
                Repeating policy = new Repeating(
                        environment.observations(), environment.actions(), actions, chunk, new ArrayList<>());
                List<Integer> seen = new ArrayList<>();
                Played played = Demonstrations.watch(options, policy, Seeds.of(8), now -> seen.add(now.time()));
                assertEquals(script, played);
                assertEquals(
                        (script.steps() + chunk - 1) / chunk, policy.asked().size());
                assertEquals(script.steps() + 1, seen.size(), "the start and every step");
            }
        }
    }

    @Test
    void a_saved_policy_plays_its_task() {
        try (AssemblyEnvironment environment = new AssemblyEnvironment(Options.of(PEG))) {
            Path folder = saved("peg", network(environment.observations(), environment.actions()));
            Played played = Demonstrations.watch(
                    Options.of(PEG).withTimeLimit(20), TaskPolicy.open(folder, PEG), Seeds.of(1), _ -> {});
            assertFalse(played.solved());
            assertEquals(20, played.steps());
        }
    }

    @Test
    void a_policy_of_another_task_says_which() {
        Policy policy = network(Space.Box.of(37, -1, 1), Space.Box.of(10, -1, 1));
        String other = refused(saved("one-leg", policy));
        assertTrue(other.contains(" was trained in 'one-leg', not in 'peg'.\nMaybe add --task one-leg"), other);
        String foreign = refused(saved("cart-pole", policy));
        assertTrue(foreign.contains("not in 'peg'.\nMaybe name a policy of this task"), foreign);
    }

    @Test
    void a_policy_that_sees_or_does_something_else_is_refused() {
        String sees = refused(saved("peg", network(Space.Box.of(31, -1, 1), Space.Box.of(10, -1, 1))));
        assertTrue(sees.contains("takes observations of 31 numbers where the task has 30 numbers"), sees);
        String does = refused(saved("peg", network(Space.Box.of(30, -1, 1), Space.Box.of(8, -1, 1))));
        assertTrue(does.contains("takes actions of 8 numbers where the task has 10 numbers"), does);
        String chooses = refused(saved("peg", new TablePolicy(2, 0, 1, 0)));
        assertTrue(chooses.contains("takes observations of one of 3 choices"), chooses);
        Policy wide = network(Space.Box.of(31, -1, 1), Space.Box.of(10, -1, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> Demonstrations.watch(Options.of(PEG), wide, Seeds.of(1), _ -> {}));
    }
}
