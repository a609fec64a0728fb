package dev.hone.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.transformer.EmbeddedModels;
import dev.hone.transformer.Fixtures;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TextStreamTest {
    static Tokenizer stories;
    static Tokenizer gpt2;

    @BeforeAll
    @BeforeContainer
    static void load() {
        stories = Tokenizer.load(EmbeddedModels.folder("stories15m"));
        gpt2 = Tokenizer.load(Fixtures.path("tokenizers/gpt2"));
    }

    @Test
    void theSpaceAfterThePromptIsKept() {
        int[] prompt = stories.encodePrompt("Once upon");
        assertEquals(" a time", stories.continuation(prompt, 263, 931));
    }

    @Test
    void aTextThatBeginsWithTheSequenceHasNoLeadingSpace() {
        assertEquals("Once upon", stories.continuation(new int[] {1}, 9038, 2501));
        assertEquals("Once upon", stories.continuation(new int[0], 9038, 2501));
    }

    @Test
    void theSpaceIsKeptAfterASpecialTokenInThePrompt() {
        int[] prompt = {1, 9038, 2501, 2};
        assertEquals(" a time", stories.continuation(prompt, 263, 931));
    }

    @Test
    void aCharacterOfSeveralTokensComesWhenItIsWhole() {
        TextStream stream = stories.stream(1, 9038);
        assertEquals("", stream.add(3 + 0xF0));
        assertEquals("", stream.add(3 + 0x9F));
        assertEquals("", stream.add(3 + 0x98));
        assertEquals("😀", stream.add(3 + 0x80));
        assertEquals(" upon", stream.add(2501));
        assertEquals("", stream.end());
        assertEquals("😀 upon", stream.text());
    }

    @Test
    void anUnfinishedCharacterIsGivenOutAtTheEnd() {
        TextStream stream = stories.stream(1, 9038);
        assertEquals(" upon", stream.add(2501));
        assertEquals("", stream.add(3 + 0xE2));
        assertEquals("\uFFFD", stream.end());
        assertEquals("", stream.end());
        assertEquals(" upon\uFFFD", stream.text());
    }

    @Test
    void aReplacementCharacterThatTheModelMeansIsNotLost() {
        int[] ids = gpt2.encode("a\uFFFDb\uFFFD", false);
        assertEquals("a\uFFFDb\uFFFD", gpt2.continuation(new int[0], ids));
    }

    @Test
    void endTokensAddNoText() {
        assertEquals(" a time", stories.continuation(stories.encodePrompt("Once upon"), 263, 931, 2));
    }

    @Test
    void aStreamSurvivesAThousandTokensWithoutText() {
        int[] ids = new int[1000];
        Arrays.fill(ids, 1);
        assertEquals("", stories.continuation(new int[] {1}, ids));
    }

    @Property(tries = 300)
    void anyTextCutAnywhereComesOutInPieces(@ForAll @Size(max = 40) String text, @ForAll @IntRange(max = 40) int cut) {
        whole(stories, text, cut);
        whole(gpt2, text, cut);
    }

    private static void whole(Tokenizer tokenizer, String text, int cut) {
        int[] ids = tokenizer.encode(text, true);
        int[] context = Arrays.copyOf(ids, Math.min(cut, ids.length));
        int[] rest = Arrays.copyOfRange(ids, context.length, ids.length);
        String before = tokenizer.decode(context);
        // a cut inside a character is none that a prompt can have
        if (!before.contains("\uFFFD")) {
            assertEquals(tokenizer.decode(ids).substring(before.length()), tokenizer.continuation(context, rest));
        }
    }

    @Property(tries = 300)
    void anyTokensOfAByteLevelTokenizerComeOutAsAWhole(@ForAll @Size(max = 60) List<@IntRange(max = 756) Integer> ids) {
        assertEquals(gpt2.decode(array(ids)), gpt2.continuation(new int[0], array(ids)));
    }

    @Property(tries = 300)
    void anyWholeTokensOfASentencePieceTokenizerComeOutAsAWhole(
            @ForAll @Size(max = 60) List<@IntRange(min = 259, max = 31_999) Integer> ids) {
        assertEquals(stories.decode(array(ids)), stories.continuation(new int[0], array(ids)));
    }

    private static int[] array(List<Integer> ids) {
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }
}
