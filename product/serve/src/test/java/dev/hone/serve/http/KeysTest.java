package dev.hone.serve.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    @TempDir
    Path folder;

    @Test
    void a_file_holds_one_key_a_line_among_comments() throws IOException {
        Keys keys = read("# ours\n\n  first-key \nsecond-key\r\n#third-key\n");
        assertTrue(keys.accepts("first-key"));
        assertTrue(keys.accepts("second-key"));
        assertFalse(keys.accepts("third-key"));
        assertFalse(keys.accepts("#third-key"));
        assertFalse(keys.accepts(""));
        assertFalse(keys.accepts("first-ke"));
        assertFalse(keys.accepts("first-keyy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# key\n"})
    void a_file_without_a_key_is_refused(String text) {
        HoneException e = assertThrows(HoneException.class, () -> read(text));
        assertTrue(e.getMessage().contains("keys.txt holds no key.\nMaybe "), e.getMessage());
    }

    @Test
    void a_line_that_is_no_key_is_named_and_not_shown() {
        HoneException e = assertThrows(HoneException.class, () -> read("good\ncanary-1 canary-2\n"));
        assertTrue(e.getMessage().contains("keys.txt line 2 "), e.getMessage());
        assertFalse(e.getMessage().contains("canary"), e.getMessage());
        assertThrows(HoneException.class, () -> read("schlüssel\n"));
    }

    @Test
    void a_missing_file_is_an_error_and_not_an_open_door() {
        HoneException e = assertThrows(HoneException.class, () -> Keys.read(folder.resolve("none.txt")));
        assertTrue(e.getMessage().contains("none.txt does not exist."), e.getMessage());
        assertThrows(HoneException.class, () -> Keys.read(folder));
    }

    @Test
    void bytes_that_are_no_text_are_an_error() throws IOException {
        Path file = folder.resolve("binary");
        Files.write(file, new byte[] {(byte) 0xc3, (byte) 0x28, (byte) 0xff});
        assertThrows(HoneException.class, () -> Keys.read(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer k1", "bearer k2", "BEARER   k1", "Bearer k1 "})
    void a_bearer_may_do_everything(String header) {
        assertTrue(two().admit("POST", Optional.of(header)));
        assertTrue(two().admit("GET", Optional.of(header)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Bearer",
                "Bearer ",
                "Bearer k3",
                "k1",
                "Token k1",
                "Bearer k1 k2",
                "Basic k1",
                "Basic %%%"
            })
    void nothing_else_may(String header) {
        assertFalse(two().admit("GET", Optional.of(header)));
        assertFalse(two().admit("GET", Optional.empty()));
    }

    @Test
    void a_browsers_password_opens_only_what_has_no_effect() {
        assertTrue(two().admit("GET", Optional.of(basic("me:k1"))));
        assertTrue(two().admit("HEAD", Optional.of(basic(":k2"))));
        assertFalse(two().admit("POST", Optional.of(basic("me:k1"))));
        assertFalse(two().admit("GET", Optional.of(basic("k1:me"))));
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static Keys two() {
        return Keys.of(List.of("k1", "k2"));
    }

    private Keys read(String text) throws IOException {
        Path file = folder.resolve("keys.txt");
        Files.writeString(file, text);
        return Keys.read(file);
    }
}
