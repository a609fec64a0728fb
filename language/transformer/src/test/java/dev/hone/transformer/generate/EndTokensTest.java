package dev.hone.transformer.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndTokensTest {
    @TempDir
    Path folder;

    private String read(String config, String generation) throws IOException {
        Files.writeString(folder.resolve("config.json"), config);
        if (!generation.isEmpty()) {
            Files.writeString(folder.resolve("generation_config.json"), generation);
        }
        return EndTokens.read(folder, 100).toString();
    }

    @Test
    void comesFromConfigWhereThereIsNoOtherFile() throws IOException {
        assertEquals("{2}", read("{\"eos_token_id\": 2}", ""));
        assertEquals("{2, 7}", read("{\"eos_token_id\": [7, 2]}", ""));
        assertEquals("{}", read("{}", ""));
        assertEquals("{}", read("{\"eos_token_id\": null}", ""));
    }

    @Test
    void theGenerationConfigWins() throws IOException {
        assertEquals("{3, 4}", read("{\"eos_token_id\": 2}", "{\"eos_token_id\": [3, 4]}"));
    }

    @Test
    void aGenerationConfigWithoutOneDoesNot() throws IOException {
        assertEquals("{2}", read("{\"eos_token_id\": 2}", "{\"temperature\": 0.6}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "2.5", "-1", "100", "[2, 100]", "[[2]]"})
    void refusesWhatIsNoIdOfTheModel(String value) {
        HoneException refusal = assertThrows(HoneException.class, () -> read("{\"eos_token_id\": " + value + "}", ""));
        assertTrue(
                refusal.problem().contains("config.json has 'eos_token_id': " + value.replace(" ", "")),
                refusal.problem());
    }
}
