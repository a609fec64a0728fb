package dev.hone.serve.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalOnlyTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost:8080", "127.0.0.1", "127.1.2.3:80", "[::1]", "[::1]:8080"})
    void this_machine_is_a_host(String host) {
        assertTrue(LocalOnly.admit(Optional.of(host), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example",
                        "localhost:80:80",
                "10.0.0.1", "0.0.0.0", "::1", "localhost@evil.example", "127x0x0x1", "evil.example\nlocalhost"
            })
    void other_names_are_not(String host) {
        assertFalse(LocalOnly.admit(Optional.of(host), Optional.empty()));
    }

    @Test
    void no_host_is_none() {
        assertFalse(LocalOnly.admit(Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, http://localhost:8080, true",
        "localhost:8080, HTTP://LOCALHOST:8080, true",
        "localhost, https://localhost, true",
        "localhost:8080, http://localhost:3000, false",
        "localhost:8080, http://127.0.0.1:8080, false",
        "localhost:8080, https://evil.example, false",
        "localhost:8080, http://localhost:8080.evil.example, false",
        "localhost:8080, null, false",
        "localhost:8080, '', false"
    })
    void a_page_may_ask_the_server_it_came_from(String host, String origin, boolean admitted) {
        assertTrue(admitted == LocalOnly.admit(Optional.of(host), Optional.of(origin)));
    }
}
