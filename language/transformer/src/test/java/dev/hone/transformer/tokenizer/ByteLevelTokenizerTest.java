package dev.hone.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.transformer.Fixtures;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Byte-level BPE in the ways of GPT-2, Qwen and Llama 3, against two other implementations; see make_tokenizers.py. */
class ByteLevelTokenizerTest {
    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "qwen2", "llama3"})
    void idsEqualThoseOfOtherImplementationsOnAThousandStrings(String family) {
        List<String> strings = Fixtures.strings();
        List<int[]> ids = Fixtures.ids("tokenizers/" + family);
        assertEquals(1000, strings.size());
        try (Tokenizer tokenizer = load(family)) {
            for (int i = 0; i < strings.size(); i++) {
                assertArrayEquals(ids.get(i), tokenizer.encode(strings.get(i), false), strings.get(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "qwen2", "llama3"})
    void everyStringComesBack(String family) {
        try (Tokenizer tokenizer = load(family)) {
            for (String text : Fixtures.strings()) {
                String expected = family.equals("qwen2") ? Normalizer.normalize(text, Normalizer.Form.NFC) : text;
                assertEquals(expected, tokenizer.decode(tokenizer.encode(text, true)));
            }
        }
    }

    @Test
    void onlyAPostProcessorThatSaysSoPutsATokenBeforeThePrompt() {
        try (Tokenizer gpt2 = load("gpt2");
                Tokenizer llama3 = load("llama3")) {
            assertArrayEquals(gpt2.encode("Hi", false), gpt2.encodePrompt("Hi"));
            int begin = llama3.id("<|begin_of_text|>").orElseThrow();
            assertEquals(begin, llama3.encodePrompt("Hi")[0]);
            assertArrayEquals(llama3.encodePrompt("Hi"), llama3.encodePrompt("<|begin_of_text|>Hi"));
            assertArrayEquals(new int[] {begin}, llama3.encodePrompt(""));
        }
    }

    private static Tokenizer load(String family) {
        return Tokenizer.load(Fixtures.path("tokenizers/" + family));
    }
}
