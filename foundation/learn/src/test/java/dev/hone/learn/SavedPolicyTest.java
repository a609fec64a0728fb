package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.artifact.Artifact;
import dev.hone.core.artifact.Card;
import dev.hone.tensor.Activation;
import dev.hone.tensor.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedPolicyTest {
    @TempDir
    private Path folder;

    private SavedPolicy saveAndOpen(Policy policy) {
        Path target = folder.resolve("policy");
        Card card = SavedPolicy.card("somewhere", policy, Map.of("seed", "1"), Map.of("return", 2.0));
        Artifact.write(target, card, true, into -> SavedPolicy.fill(into, policy));
        return SavedPolicy.open(target);
    }

    private static NetworkPolicy network(Space observations, Space actions, NetworkPolicy.Form form, int outputs) {
        try (var parameters = new Parameters()) {
            List<Integer> widths = List.of(Features.width(observations), 5, outputs);
            Network network = new Network(parameters, "n", widths, Activation.TANH, 1, Seeds.of(4));
            RunningNorm norm = new RunningNorm(Features.width(observations));
            norm.see(new float[] {1, 2, 3, 4, 5, 7});
            return new NetworkPolicy(observations, actions, form, network.plain(), norm);
        }
    }

    private static float[] act(Policy policy, float... observation) {
        float[] action = new float[policy.actions().size()];
        policy.act(observation, new RandomStream(1), action);
        return action;
    }

    @Test
    void a_network_for_real_numbers_acts_the_same_after_it_was_saved() {
        Space observations =
                new Space.Box(new float[] {Float.NEGATIVE_INFINITY, 0, 0}, new float[] {Float.POSITIVE_INFINITY, 1, 1});
        for (NetworkPolicy.Form form : List.of(NetworkPolicy.Form.GAUSSIAN, NetworkPolicy.Form.SQUASHED)) {
            Policy policy = network(observations, Space.Box.of(2, -3, 3), form, 4);
            SavedPolicy saved = saveAndOpen(policy);
            assertEquals("somewhere", saved.environment());
            assertEquals(observations, saved.policy().observations());
            assertEquals(policy.actions(), saved.policy().actions());
            assertArrayEquals(act(policy, 1, 0.5f, 0), act(saved.policy(), 1, 0.5f, 0));
            assertEquals(2.0, saved.card().heldOut().get("return"));
        }
    }

    @Test
    void a_network_for_choices_acts_the_same_after_it_was_saved() {
        Policy policy = network(new Space.Discrete(3), new Space.Discrete(4), NetworkPolicy.Form.CATEGORICAL, 4);
        Policy saved = saveAndOpen(policy).policy();
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(act(policy, i), act(saved, i));
        }
    }

    @Test
    void a_table_acts_the_same_after_it_was_saved() {
        Policy saved = saveAndOpen(new TablePolicy(4, 3, 0, 2)).policy();
        assertArrayEquals(new float[] {3}, act(saved, 0));
        assertArrayEquals(new float[] {2}, act(saved, 2));
        assertEquals(new Space.Discrete(3), saved.observations());
    }

    @Test
    void a_damaged_card_is_an_error_that_names_the_folder() throws IOException {
        saveAndOpen(new TablePolicy(4, 3, 0, 2));
        Path card = folder.resolve("policy/card.json");
        Files.writeString(card, Files.readString(card).replace("\"table\"", "\"cloud\""));
        String message = assertThrows(HoneException.class, () -> SavedPolicy.open(folder.resolve("policy")))
                .getMessage();
        assertTrue(message.contains("policy is a damaged policy"), message);
    }

    @Test
    void only_known_kinds_of_policy_can_be_saved() {
        Policy policy = new Policy() {
            @Override
            public Space observations() {
                return new Space.Discrete(1);
            }

            @Override
            public Space actions() {
                return new Space.Discrete(1);
            }

            @Override
            public void act(float[] observation, java.util.random.RandomGenerator random, float[] actions) {
                actions[0] = 0;
            }
        };
        assertThrows(IllegalArgumentException.class, () -> saveAndOpen(policy));
        assertThrows(IllegalArgumentException.class, () -> new TablePolicy(2, 0, 2));
    }
}
