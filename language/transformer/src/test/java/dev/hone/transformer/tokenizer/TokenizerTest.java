package dev.hone.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.transformer.EmbeddedModels;
import dev.hone.transformer.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerTest {
    static Tokenizer stories;
    static Tokenizer gpt2;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        stories = Tokenizer.load(EmbeddedModels.folder("stories15m"));
        gpt2 = Tokenizer.load(Fixtures.path("tokenizers/gpt2"));
    }

    @AfterAll
    static void close() {
        stories.close();
        gpt2.close();
    }

    @Test
    void theBeginningOfSequenceIsAddedOnRequest() {
        assertArrayEquals(new int[] {1, 9038, 2501, 263, 931}, stories.encode("Once upon a time", true));
        assertArrayEquals(new int[] {9038, 2501, 263, 931}, stories.encode("Once upon a time", false));
    }

    @Test
    void aPromptThatWritesTheBeginningOfSequenceItselfHasItOnce() {
        assertArrayEquals(stories.encode("<s>Hello", false), stories.encodePrompt("<s>Hello"));
        assertEquals(1, stories.encodePrompt("<s>Hello")[0]);
        assertTrue(IntStream.of(stories.encodePrompt("<s>Hello"))
                        .filter(id -> id == 1)
                        .count()
                == 1);
    }

    @Test
    void decodingLeavesSpecialTokensOutAndSpacesAlone() {
        assertEquals("Once upon", stories.decode(1, 9038, 2501, 2));
        assertEquals("Hello , world !", gpt2.decode(gpt2.encode("Hello , world !", true)));
    }

    @Test
    void aTokenAloneReadsAsItDoesInATextWithItsSpace() {
        assertEquals(" upon", stories.text(2501));
        assertEquals("\n", stories.text(13));
        assertEquals("</s>", stories.text(2));
        assertEquals("\uFFFD", stories.text(3 + 0xE2));
        assertEquals("", stories.text(-1));
        assertEquals("", stories.text(32_000));
        assertEquals(" ", gpt2.text(gpt2.id("Ġ").orElseThrow()));
        assertEquals("\n", gpt2.text(gpt2.id("Ċ").orElseThrow()));
    }

    @Test
    void tokensHaveNamesAndIds() {
        assertEquals(Optional.of("▁upon"), stories.token(2501));
        assertEquals(OptionalInt.of(2501), stories.id("▁upon"));
        assertEquals(OptionalInt.empty(), stories.id("no such token"));
        assertEquals(Optional.empty(), stories.token(32_000));
        assertEquals(32_000, stories.vocabularySize());
        assertTrue(stories.special(1));
        assertFalse(stories.special(3));
        assertFalse(stories.special(-1));
    }

    @Test
    void idsThatNameNoTokenDecodeToNothing() {
        assertEquals(stories.decode(9038, 2501), stories.decode(9038, 40_000, 2501));
    }

    @Test
    void aLongTextIsNeverCut() {
        String text = "Once upon a time. ".repeat(5_000);
        assertEquals(text, stories.decode(stories.encode(text, true)));
    }

    @Test
    void manyThreadsMayEncodeAtOnce() {
        int[] expected = stories.encode("Lily found a big red ball in the park. 😀", true);
        List<int[]> all = IntStream.range(0, 500)
                .parallel()
                .mapToObj(i -> stories.encode("Lily found a big red ball in the park. 😀", true))
                .toList();
        all.forEach(ids -> assertArrayEquals(expected, ids));
    }

    @Test
    void theLibraryIsKeptFromTheNetwork() {
        assertEquals("true", System.getProperty("ai.djl.offline"));
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        HoneException e = assertThrows(HoneException.class, () -> Tokenizer.load(folder.resolve("nowhere")));
        assertTrue(e.problem().startsWith("There is no model folder"), e.problem());
    }

    @Test
    void aFolderWithoutATokenizerSaysWhatToDo() {
        HoneException e = assertThrows(HoneException.class, () -> Tokenizer.load(folder));
        assertEquals("The model folder " + folder + " has no tokenizer.json.", e.problem());
        assertTrue(e.advice().contains("copy tokenizer.json"), e.advice());
    }

    @Test
    void aFolderWithASentencePieceModelOnlySaysHowToConvertIt() throws IOException {
        Files.writeString(folder.resolve("tokenizer.model"), "");
        HoneException e = assertThrows(HoneException.class, () -> Tokenizer.load(folder));
        assertTrue(e.problem().endsWith("no tokenizer.json, only tokenizer.model."), e.problem());
        assertTrue(e.advice().contains("save_pretrained"), e.advice());
    }

    @Test
    void aFileThatIsNoJsonIsAnErrorThatNamesIt() throws IOException {
        HoneException e = broken("{\"model\": {\"vocab\": ");
        assertTrue(e.problem().contains(folder.resolve("tokenizer.json").toString()), e.problem());
        assertTrue(e.problem().contains("no valid JSON"), e.problem());
    }

    @Test
    void aFileThatIsNoTokenizerIsAnErrorThatNamesIt() throws IOException {
        assertTrue(broken("{}").problem().contains("has no tokens"));
        assertTrue(broken("[]").problem().contains("has no tokens"));
        assertTrue(broken("{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}}}")
                .problem()
                .contains("can't be used"));
        assertTrue(broken("{\"model\": {\"vocab\": {\"a\": 99999999999}}}")
                .problem()
                .contains("tokenizer.json"));
        assertTrue(broken("{\"model\": {\"vocab\": {\"a\": \"x\"}}}").problem().contains("tokenizer.json"));
    }

    private HoneException broken(String content) throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), content);
        return assertThrows(HoneException.class, () -> Tokenizer.load(folder));
    }
}
