package dev.hone.transformer.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import dev.hone.lm.arithmetic.ArithmeticQueries;
import dev.hone.transformer.EmbeddedModels;
import dev.hone.transformer.Family;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.tokenizer.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The committed folder, as other readers of the format see it. */
class ArithmeticFolderTest {
    private static final Path FOLDER = EmbeddedModels.folder("arithmetic");

    @Test
    void is_a_small_llama() throws Exception {
        ModelConfig config = ModelConfig.read(FOLDER);
        assertEquals(Family.LLAMA, config.family());
        assertEquals(ArithmeticVocabulary.SIZE, config.vocabulary());
        try (var model = TrainableTransformer.load(FOLDER)) {
            assertEquals(102_848, model.parameters().count());
        }
        assertTrue(Files.size(FOLDER.resolve("model.safetensors")) < 1_000_000);
    }

    @Test
    void the_tokenizer_makes_one_token_a_character_after_the_beginning_token() {
        try (var tokenizer = Tokenizer.load(FOLDER)) {
            assertArrayEquals(new int[] {1, 5, 6, 7, 14, 8, 9, 16}, tokenizer.encode("123+45=", true));
            assertArrayEquals(new int[] {5, 15, 4}, tokenizer.encode("1*0", false));
            assertArrayEquals(new int[] {1, 5}, tokenizer.encodePrompt("1"));
            assertEquals("168", tokenizer.decode(5, 10, 12, 2));
            assertEquals(ArithmeticVocabulary.SIZE, tokenizer.vocabularySize());
        }
    }

    @Test
    void the_tokenizer_agrees_with_the_one_of_training() {
        try (var tokenizer = Tokenizer.load(FOLDER)) {
            for (Query query : ArithmeticQueries.draw(300, 0.1, Seeds.of(1))) {
                assertArrayEquals(
                        ArithmeticVocabulary.encode(query.text()), tokenizer.encode(query.text(), true), query.id());
            }
        }
    }

    @Test
    void other_characters_are_unknown() {
        try (var tokenizer = Tokenizer.load(FOLDER)) {
            int unknown = tokenizer.id("<unk>").orElseThrow();
            assertTrue(Arrays.stream(tokenizer.encode("two\n", false)).allMatch(id -> id == unknown));
            assertThrows(IllegalArgumentException.class, () -> ArithmeticVocabulary.encode("1-2"));
        }
    }
}
