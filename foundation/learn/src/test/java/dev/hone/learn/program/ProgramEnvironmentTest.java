package dev.hone.learn.program;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.core.program.ProgramFailed;
import dev.hone.learn.EnvironmentChecker;
import dev.hone.learn.Space;
import dev.hone.learn.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs under test are small shell scripts. */
@DisabledOnOs(OS.WINDOWS)
class ProgramEnvironmentTest {
    private static final String SPACES = """
            {"name":"two-rooms","observations":{"low":[0,null],"high":[3,null]},"actions":{"choices":2}}""";
    private static final String BEGUN = "{\"observation\":[0,0.5]}";
    private static final String STEPPED =
            "{\"observation\":[1,-7],\"reward\":2.5,\"terminated\":false,\"truncated\":true}";

    @TempDir
    private Path folder;

    /** Answers each kind of question with one line, or does what the line says if it begins with an exclamation mark. */
    private ProgramEnvironment program(String spaces, String begun, String stepped) throws IOException {
        Path script = folder.resolve("program");
        Files.writeString(script, """
                #!/bin/sh
                while IFS= read -r line; do
                  echo "$line" >> "$(dirname "$0")/asked"
                  case "$line" in
                    *spaces*) %s ;;
                    *reset*) %s ;;
                    *step*) %s ;;
                  esac
                done
                echo closed >> "$(dirname "$0")/asked"
                """.formatted(act(spaces), act(begun), act(stepped)));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new ProgramEnvironment("'" + script + "'", Duration.ofSeconds(2));
    }

    private static String act(String answer) {
        return answer.startsWith("!") ? answer.substring(1) : "echo '" + answer.strip() + "'";
    }

    @Test
    void is_asked_for_its_spaces_and_then_reset_and_stepped() throws IOException {
        try (ProgramEnvironment rooms = program(SPACES, BEGUN, STEPPED)) {
            assertEquals("two-rooms", rooms.name());
            assertEquals(new Space.Discrete(2), rooms.actions());
            assertEquals(
                    new Space.Box(new float[] {0, Float.NEGATIVE_INFINITY}, new float[] {3, Float.POSITIVE_INFINITY}),
                    rooms.observations());
            Step step = new Step(rooms.observations());
            rooms.reset(-1, step.observation());
            assertArrayEquals(new float[] {0, 0.5f}, step.observation());
            rooms.step(new float[] {1}, step);
            assertArrayEquals(new float[] {1, -7}, step.observation());
            assertEquals(2.5, step.reward());
            assertTrue(step.truncated());
            assertFalse(step.terminated());
        }
        assertEquals(
                List.of(
                        "{\"request\":\"spaces\"}",
                        "{\"request\":\"reset\",\"seed\":9007199254740991}",
                        "{\"request\":\"step\",\"action\":1}",
                        "closed"),
                Files.readAllLines(folder.resolve("asked")));
    }

    @Test
    void keeps_the_contract_where_the_program_does() throws IOException {
        try (ProgramEnvironment rooms = program(SPACES, BEGUN, STEPPED)) {
            assertEquals(List.of(), EnvironmentChecker.problems(rooms, 10, Seeds.of(1)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "echo 'Traceback: no door' >&2; exit 3 | ended with exit code 3 | standard error ends: Traceback: no door",
                "sleep 30 | did not answer within 2.0 s | flush",
                "echo 'import ok' | and not a JSON object | prints more than answers",
                "echo '{\"observation\":[0,NaN]}' | a number that JSON doesn't have | no finite number",
                "echo '{\"error\":\"the door is stuck\"}' | says: the door is stuck | knows what it means",
                "echo '{\"observation\":[0]}' | 'observation' that is not 2 numbers | docs/learn.md",
                "echo '{\"observation\":[9,0]}' | 'observation' outside Box | docs/learn.md",
            })
    void what_breaks_an_episode_is_named(String does, String problem, String rest) throws IOException {
        try (ProgramEnvironment rooms = program(SPACES, "!" + does, STEPPED)) {
            ProgramFailed e = assertThrows(ProgramFailed.class, () -> rooms.reset(1, new float[2]));
            assertTrue(e.problem().startsWith("The environment '"), e.getMessage());
            assertTrue(e.problem().contains(problem) && e.getMessage().contains(rest), e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"observation\":[0,0],\"terminated\":false,\"truncated\":false} | no finite number",
                "{\"observation\":[0,0],\"reward\":\"much\",\"terminated\":false,\"truncated\":false} | no finite number",
                "{\"observation\":[0,0],\"reward\":1,\"truncated\":false} | did not say whether it 'terminated'",
            })
    void a_step_says_what_it_earned_and_whether_it_was_the_last(String answer, String problem) throws IOException {
        try (ProgramEnvironment rooms = program(SPACES, BEGUN, answer)) {
            Step step = new Step(rooms.observations());
            rooms.reset(1, step.observation());
            ProgramFailed e = assertThrows(ProgramFailed.class, () -> rooms.step(new float[] {0}, step));
            assertTrue(e.problem().contains(problem), e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"observations\":{\"choices\":2},\"actions\":{\"choices\":2}} | no 'name'",
                "{\"name\":\"x\",\"observations\":{\"choices\":2}} | no space for 'actions'",
                "{\"name\":\"x\",\"observations\":{\"low\":[1],\"high\":[0]},\"actions\":{\"choices\":2}} | no space for 'observations'",
            })
    void a_program_says_first_what_it_is(String spaces, String problem) {
        ProgramFailed e = assertThrows(ProgramFailed.class, () -> program(spaces, BEGUN, STEPPED));
        assertTrue(e.problem().contains(problem), e.getMessage());
    }

    @Test
    void a_program_that_is_not_there_is_named() {
        ProgramFailed e = assertThrows(
                ProgramFailed.class, () -> new ProgramEnvironment("no-such-program -x", Duration.ofSeconds(1)));
        assertTrue(e.getMessage().startsWith("The environment 'no-such-program' can't be started"), e.getMessage());
    }

    @Test
    void no_program_outlives_a_broken_answer() throws IOException {
        long before = children();
        try (ProgramEnvironment rooms = program(SPACES, "!echo no", STEPPED)) {
            assertThrows(ProgramFailed.class, () -> rooms.reset(1, new float[2]));
            assertTrue(IntStream.range(0, 200).anyMatch(i -> gone(before)), "it is still there");
        }
    }

    private static long children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
    }

    private static boolean gone(long before) {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return children() <= before;
    }
}
