package dev.hone.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class VersionsTest {
    @Test
    void allFourAreKnownAndNoneIsBlank() {
        assertEquals(Set.of("hone", "java", "os", "cpu"), Versions.all().keySet());
        Versions.all().values().forEach(version -> assertFalse(version.isBlank()));
    }

    @Test
    void theProcessorIsCounted() {
        String processors = Runtime.getRuntime().availableProcessors() + " x ";
        assertTrue(Versions.all().getOrDefault("cpu", "").startsWith(processors));
    }

    @Test
    void anUnbuiltHoneDoesNotPassOffAPlaceholderAsItsVersion() {
        assertFalse(Versions.hone().contains("$"), Versions.hone());
    }
}
