package dev.hone.reward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.program.LineProgram;
import dev.hone.lm.Completion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The programs under test are small shell scripts. */
@DisabledOnOs(OS.WINDOWS)
class CommandRewardTest extends RewardKit {
    private static final Duration SHORT = Duration.ofSeconds(10);

    /** Gives 1 to lines whose completion holds 42; says how often it was started. */
    private static final String HONEST = """
            echo started >> "$(dirname "$0")/starts"
            while IFS= read -r line; do
              case "$line" in
                *'"completion":'*42*) echo '{"reward": 1}' ;;
                *) echo 0.5 ;;
              esac
            done
            """;

    @TempDir
    Path folder;

    @Override
    Reward create() throws IOException {
        return reward(HONEST, SHORT);
    }

    @Test
    void the_program_is_started_once_and_kept() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(new double[] {1, 0.5}, score(reward, "42", "x"));
        }
        assertEquals(List.of("started"), Files.readAllLines(folder.resolve("starts")));
    }

    /**
     * A virtual thread that waits for a pipe holds its carrier, and the JDK stands in for it for half a minute only; then two scorers'
     * readers would hold a two-core machine. Stack traces of all threads show platform threads and no others.
     */
    @Test
    void pipes_are_read_by_platform_threads() {
        reward.score(QUERY, List.of(Completion.of("42")));
        long readers = Thread.getAllStackTraces().values().stream()
                .filter(trace -> Arrays.stream(trace)
                        .anyMatch(frame -> frame.getClassName().equals(LineProgram.class.getName())))
                .count();
        assertTrue(readers >= 2, readers + " readers");
    }

    @Test
    void it_is_not_started_before_there_is_something_to_grade() {
        reward.score(QUERY, List.of());
        assertTrue(Files.notExists(folder.resolve("starts")));
    }

    @Test
    void a_line_holds_query_reference_and_completion() throws IOException {
        try (Reward echo = reward(
                "IFS= read -r line; printf '%s\\n' \"$line\" > \"$(dirname \"$0\")/seen\"; echo 1; cat", SHORT)) {
            score(echo, "a\nb");
        }
        assertEquals(
                List.of("{\"id\":\"q\",\"prompt\":\"6*7=\",\"reference\":\"42\",\"completion\":\"a\\nb\"}"),
                Files.readAllLines(folder.resolve("seen")));
    }

    @Test
    void more_than_a_pipe_holds_goes_through() {
        List<Completion> many = Collections.nCopies(300, Completion.of("y".repeat(2_000)));
        assertEquals(300, reward.score(QUERY, many).length);
    }

    @Test
    void what_it_writes_to_standard_error_stops_nothing() throws IOException {
        try (Reward chatty = reward(
                "while IFS= read -r line; do head -c 200000 /dev/zero | tr '\\0' 'e' >&2; echo 1; done", SHORT)) {
            assertArrayEquals(new double[] {1, 1, 1}, score(chatty, "a", "b", "c"));
        }
    }

    @Test
    void a_program_that_dies_is_an_error_with_its_exit_code_and_last_words() throws IOException {
        try (Reward dying = reward("read -r line; echo 'cannot import torch' >&2; exit 3", SHORT)) {
            var error = fails(dying, "a");
            assertTrue(error.problem().contains("ended with exit code 3 before it had answered"), error.problem());
            assertTrue(error.problem().endsWith("Its standard error ends: cannot import torch"), error.problem());
        }
    }

    @Test
    void after_a_failure_it_is_started_anew() throws IOException {
        String flaky =
                "if [ -e \"$0.second\" ]; then while read -r l; do echo 1; done; else touch \"$0.second\"; exit 1; fi";
        try (Reward reward = reward(flaky, SHORT)) {
            fails(reward, "a");
            assertArrayEquals(new double[] {1}, score(reward, "a"));
        }
    }

    @Test
    void a_program_that_hangs_is_given_up_and_ended() throws IOException {
        try (Reward hanging = reward("echo $$ > \"$(dirname \"$0\")/pid\"; exec sleep 600", Duration.ofMillis(500))) {
            assertTrue(fails(hanging, "a").problem().contains("did not answer within 0.5 s"));
        }
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        assertTrue(ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()
                || ProcessHandle.of(pid).orElseThrow().onExit().join() != null);
    }

    @Test
    void answers_that_are_no_rewards_are_shown() throws IOException {
        for (String answer :
                List.of("loading model", "{\"score\": 1}", "NaN", "null", "\"1\"", "{\"reward\": 1e999}", "[1]")) {
            try (Reward wrong = reward("while read -r l; do echo '" + answer + "'; done", SHORT)) {
                String problem = fails(wrong, "a").problem();
                assertTrue(problem.contains("answered '" + answer + "' and not {\"reward\": number}"), problem);
            }
        }
    }

    @Test
    void lines_that_nobody_asked_for_are_noticed() throws IOException {
        try (Reward chatty = reward("while read -r l; do echo 1; echo 1; done", SHORT)) {
            score(chatty, "a");
            pause();
            assertTrue(fails(chatty, "b").problem().contains("wrote a line that nobody asked for: 1"));
        }
    }

    @Test
    void a_line_without_end_is_cut() throws IOException {
        try (Reward endless = reward("cat /dev/zero | tr '\\0' '1'", SHORT)) {
            assertTrue(
                    fails(endless, "a").problem().contains("has more than"),
                    fails(endless, "a").problem());
        }
    }

    @Test
    void a_program_that_is_not_there_is_named() {
        try (Reward absent = new CommandReward("./no-such-grader --fast", SHORT)) {
            assertTrue(fails(absent, "a").problem().contains("'./no-such-grader' can't be started"));
        }
    }

    @Test
    void words_in_quotes_reach_the_program_as_one() throws IOException {
        Path script = script("echo \"$#:$1:$2\" > \"$0.args\"; while read -r l; do echo 1; done");
        try (Reward reward = new CommandReward(script + " 'a b' \"$HOME;ls\"", SHORT)) {
            score(reward, "x");
        }
        assertEquals(List.of("2:a b:$HOME;ls"), Files.readAllLines(Path.of(script + ".args")));
    }

    @Test
    void it_ends_when_the_reward_is_closed() throws IOException {
        Reward kept = reward("echo $$ > \"$(dirname \"$0\")/pid\"; while read -r l; do echo 1; done", SHORT);
        score(kept, "a");
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        kept.close();
        assertTrue(ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    private static double[] score(Reward reward, String... texts) {
        return reward.score(QUERY, List.of(texts).stream().map(Completion::of).toList());
    }

    private static HoneException fails(Reward reward, String text) {
        return assertThrows(ScorerFailed.class, () -> score(reward, text));
    }

    private Reward reward(String script, Duration patience) throws IOException {
        return new CommandReward(script(script).toString(), patience);
    }

    private Path script(String content) throws IOException {
        Path script = Files.createTempFile(folder, "grade", ".sh");
        Files.writeString(script, "#!/bin/sh\n" + content + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
