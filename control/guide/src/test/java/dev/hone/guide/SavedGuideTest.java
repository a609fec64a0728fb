package dev.hone.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.artifact.Artifact;
import dev.hone.guide.grid.TigerDoor;
import dev.hone.learn.SavedPolicy;
import dev.hone.learn.Space;
import dev.hone.learn.TablePolicy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedGuideTest {
    @TempDir
    private Path folder;

    private Path save(String environment, TablePolicy policy) {
        Path target = folder.resolve("policy");
        var card = SavedPolicy.card(environment, policy, Map.of(), Map.of());
        Artifact.write(target, card, true, into -> SavedPolicy.fill(into, policy));
        return target;
    }

    @Test
    void comes_with_a_stage_for_the_policy() {
        int states = TigerDoor.small().observations().count();
        SavedGuide saved = SavedGuide.open(save("tiger-door", new TablePolicy(4, new int[states])), Optional.empty());
        assertEquals("tiger-door", saved.environment().name());
        assertEquals(new Space.Discrete(states), saved.policy().observations());
    }

    @Test
    void a_policy_of_somewhere_else_or_of_another_size_is_refused() {
        Path elsewhere = save("cart-pole", new TablePolicy(2, 0, 1));
        assertTrue(message(elsewhere).contains("cart-pole has no teachers and no scale"));
        Path other = save("tiger-door", new TablePolicy(4, 0, 1, 2));
        assertTrue(message(other).contains("doesn't fit tiger-door"));
    }

    private static String message(Path policy) {
        return String.valueOf(assertThrows(HoneException.class, () -> SavedGuide.open(policy, Optional.empty()))
                .getMessage());
    }

    @Test
    void environments_and_teachers_are_found_by_name() {
        assertEquals(
                "tiger-door-xl", GuideEnvironments.maker("tiger-door-xl").get().name());
        assertEquals("adversary", Teachers.name(TigerDoor.small(), Optional.of("adversary")));
        HoneException e =
                assertThrows(HoneException.class, () -> Teachers.name(TigerDoor.small(), Optional.of("adversari")));
        assertTrue(String.valueOf(e.getMessage()).endsWith("Maybe you meant adversary."));
    }
}
