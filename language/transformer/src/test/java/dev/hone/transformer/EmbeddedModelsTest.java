package dev.hone.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedModelsTest {
    @TempDir
    Path temp;

    @Test
    void stories15mIsAHuggingFaceFolder() {
        Path folder = EmbeddedModels.folder("stories15m");
        for (String file : List.of(
                "config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json", "LICENSE")) {
            assertTrue(Files.isRegularFile(folder.resolve(file)), file);
        }
        assertEquals(30_389_512, folder.resolve("model.safetensors").toFile().length());
    }

    @Test
    void anUnknownNameIsAnErrorThatListsTheKnownOnes() {
        HoneException e = assertThrows(HoneException.class, () -> EmbeddedModels.folder("stories"));
        assertTrue(e.problem().contains("'stories'"), e.problem());
        assertTrue(e.advice().contains("arithmetic, stories15m"), e.advice());
    }

    @Test
    void aJarIsUnpackedOnce() throws IOException {
        URL config = jar("one.jar", "weights");
        Path folder = EmbeddedModels.folder("toy", config, temp.resolve("cache"));
        assertEquals("{}", Files.readString(folder.resolve("config.json")));
        assertEquals("weights", Files.readString(folder.resolve("model.safetensors")));
        assertFalse(Files.exists(folder.resolve("other.json")), "a file of another model");
        FileTime written = Files.getLastModifiedTime(folder.resolve("config.json"));

        assertEquals(folder, EmbeddedModels.folder("toy", config, temp.resolve("cache")));
        assertEquals(written, Files.getLastModifiedTime(folder.resolve("config.json")));
    }

    @Test
    void newContentsGetANewFolder() throws IOException {
        Path first = EmbeddedModels.folder("toy", jar("one.jar", "weights"), temp.resolve("cache"));
        Path second = EmbeddedModels.folder("toy", jar("two.jar", "Weights"), temp.resolve("cache"));
        assertNotEquals(first, second);
        assertEquals("weights", Files.readString(first.resolve("model.safetensors")));
        assertEquals("Weights", Files.readString(second.resolve("model.safetensors")));
    }

    @Test
    void whatAKilledProcessLeftIsOverwritten() throws IOException {
        URL config = jar("one.jar", "weights");
        Path cache = temp.resolve("cache");
        Path folder = EmbeddedModels.folder("toy", config, cache);
        Path part = cache.resolve("." + folder.getFileName() + ".part");
        Files.move(folder, part);
        Files.writeString(part.resolve("model.safetensors"), "wei");

        assertEquals(folder, EmbeddedModels.folder("toy", config, cache));
        assertEquals("weights", Files.readString(folder.resolve("model.safetensors")));
        assertFalse(Files.exists(part));
    }

    @Test
    void manyAtOnceGetTheSameWholeFolder() throws Exception {
        URL config = jar("one.jar", "weights".repeat(100_000));
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Long> size = () -> Files.size(
                    EmbeddedModels.folder("toy", config, temp.resolve("cache")).resolve("model.safetensors"));
            for (Future<Long> f : threads.invokeAll(java.util.Collections.nCopies(8, size))) {
                assertEquals(700_000, f.get());
            }
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsAnErrorWithAdvice() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "in the way");
        URL config = jar("one.jar", "weights");
        HoneException e =
                assertThrows(HoneException.class, () -> EmbeddedModels.folder("toy", config, file.resolve("cache")));
        assertTrue(e.advice().contains("HONE_HOME"), e.advice());
    }

    private URL jar(String name, String weights) throws IOException {
        Path jar = temp.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (List<String> entry : List.of(
                    List.of("dev/hone/embedded/toy/config.json", "{}"),
                    List.of("dev/hone/embedded/toy/model.safetensors", weights),
                    List.of("dev/hone/embedded/toys/other.json", "{}"))) {
                out.putNextEntry(new JarEntry(entry.get(0)));
                out.write(entry.get(1).getBytes(java.nio.charset.StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return URI.create("jar:" + jar.toUri() + "!/dev/hone/embedded/toy/config.json")
                .toURL();
    }
}
