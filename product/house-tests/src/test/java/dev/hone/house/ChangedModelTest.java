package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run holds samples of one model only. */
class ChangedModelTest {
    private static final Path ARITHMETIC =
            Repository.root().resolve("language/embedded/src/main/resources/dev/hone/embedded/arithmetic");

    @TempDir
    private Path folder;

    @Test
    void other_weights_in_the_same_folder_do_not_continue_a_run() throws Exception {
        Path model = Files.createDirectory(folder.resolve("mymodel"));
        for (String name : List.of("config.json", "tokenizer.json", "model.safetensors")) {
            Files.copy(ARITHMETIC.resolve(name), model.resolve(name));
        }
        Files.writeString(folder.resolve("q.jsonl"), "{\"id\":\"a\",\"prompt\":\"1+1=\",\"reference\":\"2\"}\n");
        HoneProcess hone = new HoneProcess(folder);
        String[] words = {
            "budget",
            "sample",
            "q.jsonl",
            "--model",
            "mymodel",
            "--reward",
            "command:false",
            "--n",
            "2",
            "--out",
            "p.jsonl"
        };
        HoneProcess.Outcome first = hone.run(words); // samples are kept, grading fails
        assertNotEquals(0, first.exit());
        assertTrue(first.error().contains("kept in run"), first.error());

        byte[] weights = Files.readAllBytes(model.resolve("model.safetensors"));
        weights[weights.length - 1] ^= 1;
        Files.write(model.resolve("model.safetensors"), weights);
        HoneProcess.Outcome second = hone.run(words);

        assertNotEquals(0, second.exit());
        assertTrue(second.error().contains("The input model (mymodel) changed since run"), second.error());
        assertTrue(second.error().contains("\nMaybe "), second.error());
    }
}
