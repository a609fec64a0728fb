package dev.hone.mujoco;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
    @ParameterizedTest
    @ValueSource(strings = {"2.34", "2.36", "2.41.9000", "3.0"})
    void new_enough_C_libraries_pass(String version) {
        assertDoesNotThrow(() -> new Platform("Linux", "amd64", Optional.of(version)).require());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.33", "2.31", "1.99", "odd"})
    void older_C_libraries_are_refused_with_what_to_do(String version) {
        Platform platform = new Platform("Linux", "amd64", Optional.of(version));
        String message = assertThrows(EngineUnavailableException.class, platform::require)
                .getMessage();
        assertTrue(message.contains("2.34 or newer, and this system has " + version), message);
        assertTrue(message.contains("\nMaybe use Debian 12"), message);
    }

    @Test
    void another_C_library_is_refused() {
        Platform platform = new Platform("Linux", "amd64", Optional.empty());
        String message = assertThrows(EngineUnavailableException.class, platform::require)
                .getMessage();
        assertTrue(message.contains("another C library"), message);
    }

    @Test
    void another_system_or_processor_is_refused_by_name() {
        for (Platform platform : new Platform[] {
            new Platform("Mac OS X", "aarch64", Optional.empty()),
            new Platform("Linux", "aarch64", Optional.of("2.36")),
            new Platform("Windows 11", "amd64", Optional.empty())
        }) {
            String message = assertThrows(EngineUnavailableException.class, platform::require)
                    .getMessage();
            assertTrue(message.contains(platform.system() + " on " + platform.processor()), message);
        }
    }

    @Test
    void this_machine_says_which_C_library_it_has() {
        assertTrue(Platform.current().glibc().orElse("").matches("\\d+\\.\\d+.*"));
    }
}
