package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidedTest {
    @TempDir
    private Path jar;

    /** A provider whose class is there and can't be made. */
    public static final class Broken implements EnvironmentProvider {
        public Broken() {
            throw new IllegalStateException("no licence");
        }

        @Override
        public List<String> names() {
            return List.of("broken");
        }

        @Override
        public Environment make(String name) {
            throw new IllegalStateException("never made");
        }
    }

    private <T> T with(String provider, Supplier<T> work) throws Exception {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.writeString(services.resolve(EnvironmentProvider.class.getName()), provider);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ProvidedTest.class.getClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            return work.get();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void a_provider_that_is_missing_or_cannot_be_made_is_told_by_its_name() throws Exception {
        for (String provider : List.of("example.Absent", Broken.class.getName())) {
            HoneException e = with(provider, () -> assertThrows(HoneException.class, Environments::names));
            assertTrue(e.problem().contains(provider), e.problem());
        }
    }

    @Test
    void no_jar_provides_nothing() {
        assertEquals(List.of(), Provided.of(EnvironmentProvider.class));
    }
}
