package dev.hone.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.transformer.EmbeddedModels;
import dev.hone.transformer.Fixtures;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StoriesTokenizerTest {
    static Tokenizer tokenizer;

    @BeforeAll
    static void load() {
        tokenizer = Tokenizer.load(EmbeddedModels.folder("stories15m"));
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @Test
    void idsEqualThoseOfLlama2cOnAThousandStrings() {
        List<String> strings = Fixtures.strings();
        List<int[]> ids = Fixtures.ids("stories15m");
        assertEquals(1000, strings.size());
        for (int i = 0; i < strings.size(); i++) {
            assertArrayEquals(ids.get(i), tokenizer.encode(strings.get(i), false), strings.get(i));
        }
    }

    @Test
    void everyStringComesBack() {
        Fixtures.strings().forEach(s -> assertEquals(s, tokenizer.decode(tokenizer.encode(s, true))));
    }
}
