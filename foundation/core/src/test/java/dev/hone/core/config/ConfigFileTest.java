package dev.hone.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    Path folder;

    private ConfigFile read(String yaml) throws IOException {
        return ConfigFile.read(Files.writeString(folder.resolve("c.yaml"), yaml));
    }

    private HoneException refused(String yaml) {
        return assertThrows(HoneException.class, () -> read(yaml));
    }

    @Test
    void valuesStayTheTextsTheyAre() throws IOException {
        ConfigFile config = read("""
                # a comment
                temperature: 0.70
                n: 010
                answer: no
                text: "a: b"
                big: 1e3
                """);
        assertEquals(
                Map.of("temperature", "0.70", "n", "010", "answer", "no", "text", "a: b", "big", "1e3"),
                config.texts());
        assertEquals(3, config.entry("n").orElseThrow().line());
        assertFalse(config.entry("m").isPresent());
    }

    @Test
    void nestedKeysJoinWithDotsAndListsWithCommas() throws IOException {
        ConfigFile config = read("steer:\n  beta: 2\nbudgets: [1, 2, 4]\nstop:\n  - ','\n  - x\n");
        assertEquals("2", config.entry("steer.beta").orElseThrow().text());
        assertEquals("1,2,4", config.entry("budgets").orElseThrow().text());
        assertEquals(List.of(",", "x"), config.entry("stop").orElseThrow().values());
    }

    @Test
    void anEmptyFileIsAnEmptyConfig() throws IOException {
        assertEquals(Map.of(), read("").texts());
        assertEquals(Map.of(), read("# nothing\n").texts());
        assertEquals(Map.of(), read("{}\n").texts());
    }

    @Test
    void anUnknownKeyNamesFileLineAndNearest() throws IOException {
        ConfigFile config = read("n: 3\ntemprature: 1\n");
        HoneException e =
                assertThrows(HoneException.class, () -> config.requireKnown(List.of("n", "temperature", "top-p")));
        assertEquals("Config " + config.file() + " line 2: unknown key 'temprature'.", e.problem());
        assertEquals("you meant 'temperature'", e.advice());
        assertEquals(config, config.requireKnown(List.of("n", "temprature")));
    }

    @Test
    void withNothingNearTheKnownKeysAreListed() {
        assertEquals(
                "one of these: a, b",
                ConfigFile.unknown("--set: ", "colour", List.of("b", "a")).advice());
    }

    @Test
    void aKeyGivenTwiceNamesBothLines() {
        HoneException e = refused("n: 1\nm: 2\nn: 3\n");
        assertTrue(e.problem().contains("line 3: the key 'n' was given before, on line 1"), e.problem());
        HoneException dotted = refused("a:\n  b: 1\na.b: 2\n");
        assertTrue(dotted.problem().contains("line 3: the key 'a.b' was given before, on line 2"), dotted.problem());
    }

    @Test
    void whatIsNoConfigIsNamedWithItsLine() {
        assertTrue(refused("n: 1\nm:\n").problem().contains("line 2: 'm' has no value"));
        assertTrue(refused("- 1\n- 2\n").problem().contains("line 1: is not a map"));
        assertTrue(refused("a: [[1]]\n").problem().contains("line 1: 'a' holds a list or map inside a list"));
        assertTrue(refused("n: 1\n[a, b]: 2\n").problem().contains("line 2: a key is not a text"));
        assertTrue(refused("n: 1\nm: 'open\n").problem().contains(": not YAML: "));
        assertTrue(refused("n: 1\n\tm: 2\n").problem().contains("line 2: not YAML: "));
        assertTrue(refused("a: 1\n---\nb: 2\n").problem().contains(": not YAML: "));
    }

    @Test
    void smallFilesThatWouldUnfoldToHugeOnesAreRefused() {
        assertTrue(refused("a: &x [1, 2]\nb: *x\n").problem().contains("line 2: an alias"));
        assertTrue(refused("a: &x\n  b: *x\n").problem().contains("line 2: an alias"));
        assertTrue(refused("[".repeat(20_000)).problem().contains("more than 20 levels deep"));
        assertTrue(refused("a: {".repeat(20_000)).problem().contains("more than 20 levels deep"));
        assertTrue(refused("a: " + "x".repeat(2 << 20)).problem().contains("not YAML"));
    }

    @Test
    void aMissingFileIsAnErrorWithPlace() {
        Path missing = folder.resolve("missing.yaml");
        HoneException e = assertThrows(HoneException.class, () -> ConfigFile.read(missing));
        assertEquals(missing + " does not exist.", e.problem());
    }

    @Test
    void numbersAndFlagsAreCheckedWithTheirPlace() throws IOException {
        ConfigFile config = read("n: 010\nm: 12\nx: 0.5\nnan: .nan\nyes: yes\nno: false\nhuge: 99999999999999999999\n");
        assertEquals(12, config.entry("m").orElseThrow().integer(1, 100));
        assertEquals(0.5, config.entry("x").orElseThrow().number(0, 1));
        assertFalse(config.entry("no").orElseThrow().flag());
        HoneException octal = assertThrows(
                HoneException.class, () -> config.entry("n").orElseThrow().integer(1, 100));
        assertEquals("Config " + config.file() + " line 1: 'n' is '010'.", octal.problem());
        assertEquals("give a whole number from 1 to 100", octal.advice());
        assertThrows(HoneException.class, () -> config.entry("m").orElseThrow().integer(1, 11));
        assertThrows(
                HoneException.class, () -> config.entry("huge").orElseThrow().integer(1, Long.MAX_VALUE));
        assertThrows(HoneException.class, () -> config.entry("x").orElseThrow().number(0.6, 1));
        assertThrows(
                HoneException.class, () -> config.entry("nan").orElseThrow().number(0, 1));
        assertThrows(
                HoneException.class, () -> config.entry("yes").orElseThrow().flag());
    }

    @Test
    void whatIsWrittenLooksPlain() throws IOException {
        Path file = folder.resolve("out.yaml");
        ConfigFile.write(
                file,
                "hone demo",
                Map.of("n", "64", "model", "arithmetic", "zip", "010", "x", "0.5", "on", "true"),
                false);
        assertEquals("# hone demo\nmodel: arithmetic\nn: 64\non: true\nx: 0.5\nzip: 010\n", Files.readString(file));
    }

    @Test
    void anAssignmentIsSplitAtItsFirstEqualsSign() {
        assertEquals(Map.entry("stop", "a=b"), ConfigFile.assignment("stop=a=b"));
        assertEquals(Map.entry("stop", ""), ConfigFile.assignment("stop="));
        assertThrows(HoneException.class, () -> ConfigFile.assignment("stop"));
        assertThrows(HoneException.class, () -> ConfigFile.assignment("=x"));
    }

    @Property(tries = 100)
    void everyTextThatIsWrittenIsReadBack(@ForAll @StringLength(max = 40) String text) throws IOException {
        Path file = Files.createTempFile("config", ".yaml");
        try {
            ConfigFile.write(file, "comment", Map.of("key", text, "other", "1"), true);
            assertEquals(
                    Map.of("key", text, "other", "1"), ConfigFile.read(file).texts());
        } finally {
            Files.delete(file);
        }
    }
}
