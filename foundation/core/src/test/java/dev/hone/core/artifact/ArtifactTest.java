package dev.hone.core.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactTest {
    record Shape(int width, List<String> names) {}

    @TempDir
    Path folder;

    private static Card card() {
        return Card.of(
                "difficulty-predictor",
                2,
                Map.of("data", "abc", "seed", "7"),
                Map.of("ratio", 0.64),
                new Shape(384, List.of("a", "b")));
    }

    private static void weights(Path into) {
        try {
            Files.writeString(Artifact.weights(into), "numbers");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Path target = folder.resolve("predictor");
        Artifact.write(target, card(), false, ArtifactTest::weights);
        Artifact artifact = Artifact.open(target, "difficulty-predictor", 2);
        assertEquals(card(), artifact.card());
        assertEquals(new Shape(384, List.of("a", "b")), artifact.card().content(Shape.class));
        assertEquals("numbers", Files.readString(artifact.weights()));
        assertEquals("7", artifact.card().provenance().get("seed"));
        assertTrue(artifact.card().provenance().containsKey("versions.java"));
        assertEquals(0.64, artifact.card().heldOut().get("ratio"));
    }

    @Test
    void anotherKindIsRefusedNamingBoth() {
        Path target = folder.resolve("predictor");
        Artifact.write(target, card(), false, ArtifactTest::weights);
        HoneException e = assertThrows(HoneException.class, () -> Artifact.open(target, "value-model", 2));
        assertTrue(e.problem().contains("difficulty-predictor"), e.problem());
        assertTrue(e.problem().contains("value-model"), e.problem());
    }

    @Test
    void aNewerSchemaIsRefusedNamingBoth() {
        Path target = folder.resolve("predictor");
        Artifact.write(target, card(), false, ArtifactTest::weights);
        HoneException e = assertThrows(HoneException.class, () -> Artifact.open(target, "difficulty-predictor", 1));
        assertTrue(e.problem().contains("version 2"), e.problem());
        assertTrue(e.problem().contains("up to 1"), e.problem());
    }

    @Test
    void aFolderWithoutACardAndNoFolderAtAllAreDifferentErrors() {
        HoneException noCard = assertThrows(HoneException.class, () -> Artifact.open(folder));
        assertEquals(folder + " has no card.json.", noCard.problem());
        Path nowhere = folder.resolve("nowhere");
        HoneException noFolder = assertThrows(HoneException.class, () -> Artifact.open(nowhere));
        assertEquals(nowhere + " does not exist.", noFolder.problem());
    }

    @Test
    void aDamagedCardIsAnErrorWithPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("card.json"), "{\"kind\": \"x\", \"mystery\": 1}");
        HoneException e = assertThrows(HoneException.class, () -> Artifact.open(folder));
        assertTrue(e.problem().startsWith(file + " is not a card: "), e.problem());
    }

    @Test
    void contentOfAnotherShapeIsAnError() {
        Card card = Card.of("difficulty-predictor", 1, Map.of(), Map.of(), Map.of("width", 1, "height", 3));
        HoneException e = assertThrows(HoneException.class, () -> card.content(Shape.class));
        assertTrue(e.problem().contains("height"), e.problem());
    }

    @Test
    void aFailureWhileWritingKeepsTheOldOneAndLeavesNothing() throws IOException {
        Path target = folder.resolve("predictor");
        Artifact.write(target, card(), false, ArtifactTest::weights);
        String before = Artifact.open(target).sha256();
        assertThrows(
                IllegalStateException.class,
                () -> Artifact.write(target, card(), true, _ -> {
                    throw new IllegalStateException("half-way");
                }));
        assertEquals(before, Artifact.open(target).sha256());
        try (Stream<Path> entries = Files.list(folder)) {
            assertEquals(List.of(target), entries.toList());
        }
    }

    @Test
    void itIsReplacedOnlyOnRequestAndThenWholly() throws IOException {
        Path target = folder.resolve("predictor");
        Artifact.write(target, card(), false, ArtifactTest::weights);
        String before = Artifact.open(target).sha256();
        assertThrows(HoneException.class, () -> Artifact.write(target, card(), false, ArtifactTest::weights));
        Artifact.write(target, card(), true, _ -> {});
        assertFalse(Files.exists(target.resolve("weights.safetensors")));
        assertNotEquals(before, Artifact.open(target).sha256());
        try (Stream<Path> entries = Files.list(folder)) {
            assertEquals(List.of(target), entries.toList());
        }
    }

    @Test
    void numbersThatAreNoNumbersDoNotReachACard() {
        assertThrows(
                IllegalArgumentException.class, () -> Card.of("x", 1, Map.of(), Map.of("ratio", Double.NaN), Map.of()));
        assertThrows(IllegalArgumentException.class, () -> Card.of(" ", 1, Map.of(), Map.of(), Map.of()));
        assertThrows(IllegalArgumentException.class, () -> Card.of("x", 0, Map.of(), Map.of(), Map.of()));
    }
}
