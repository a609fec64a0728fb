package dev.hone.guide.program;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.program.ProgramFailed;
import dev.hone.guide.GuideEnvironments;
import dev.hone.guide.GuideResult;
import dev.hone.guide.Method;
import dev.hone.guide.MethodConstants;
import dev.hone.guide.TaughtEnvironment;
import dev.hone.guide.Teacher;
import dev.hone.guide.Teachers;
import dev.hone.guide.Training;
import dev.hone.guide.Trainings;
import dev.hone.guide.grid.TigerDoor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs under test are small shell scripts: two choices, the second of which earns 1 and ends the episode. */
@DisabledOnOs(OS.WINDOWS)
class TaughtProgramTest {
    private static final String SCALE = "\"scale\":{\"random\":0,\"best\":1,\"gamma\":0.5,\"episodes\":20}";
    private static final String RIGHT = "{\"probabilities\":[0,1]}";

    @TempDir
    private Path folder;

    private String script(String name, String... cases) throws IOException {
        Path script = folder.resolve(name);
        Files.writeString(
                script,
                "#!/bin/sh\nwhile IFS= read -r line; do case \"$line\" in\n" + String.join("\n", cases)
                        + "\nesac; done\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return "command:'" + script + "'";
    }

    private String lever(String more, String advice) throws IOException {
        return script(
                "lever",
                "*spaces*) echo '{\"name\":\"lever\",\"observations\":{\"choices\":1},\"actions\":{\"choices\":2}"
                        + more + "}' ;;",
                "*reset*) echo '{\"observation\":0,\"state\":{\"secret\":1}}' ;;",
                "*advice*) echo '" + advice + "' ;;",
                "*'\"action\":1'*) echo '{\"observation\":0,\"reward\":1,\"terminated\":true,\"truncated\":false}' ;;",
                "*) echo '{\"observation\":0,\"reward\":0,\"terminated\":true,\"truncated\":false}' ;;");
    }

    private static GuideResult train(String environment, Optional<String> teacher, String method) {
        var make = GuideEnvironments.maker(environment);
        String name;
        try (TaughtEnvironment made = make.get()) {
            name = Teachers.name(made, teacher);
        }
        var trainings = new Trainings(make, name, OptionalLong.empty(), MethodConstants.DEFAULT);
        try (Training training = trainings.of(Method.parse(method), Seeds.of(1), Optional.empty())) {
            return training.run(Listener.NONE);
        }
    }

    @Test
    void a_student_learns_in_a_program_from_the_programs_own_teacher() throws IOException {
        String lever = lever("," + SCALE + ",\"teachers\":[\"hand\"]", RIGHT);
        assertEquals(1, train(lever, Optional.empty(), "imitation").score());
    }

    @Test
    void a_teacher_can_be_a_program_of_its_own_which_is_shown_the_state() throws IOException {
        String lever = lever("," + SCALE, "{}");
        String teacher = script("teacher", "*'\"secret\":1'*) echo '{\"action\":1}' ;;", "*) echo '{\"action\":0}' ;;");
        assertEquals(1, train(lever, Optional.of(teacher), "imitation").score());
    }

    @Test
    void without_a_teacher_only_reward_teaches() throws IOException {
        String lever = lever("," + SCALE, "{}");
        assertEquals(1, train(lever, Optional.empty(), "rl").score());
        HoneException e = assertThrows(HoneException.class, () -> train(lever, Optional.empty(), "tgrl"));
        assertTrue(e.getMessage().contains("has no teacher, and tgrl needs one"), e.getMessage());
    }

    @Test
    void a_program_without_a_scale_or_with_real_numbers_is_refused() throws IOException {
        String lever = lever("", RIGHT);
        HoneException e = assertThrows(
                ProgramFailed.class, () -> GuideEnvironments.maker(lever).get());
        assertTrue(e.problem().contains("has no \"scale\""), e.getMessage());
        String real = script(
                "real",
                "*) echo '{\"name\":\"real\",\"observations\":{\"low\":[0],\"high\":[1]},\"actions\":{\"choices\":2}}' ;;");
        HoneException numbers = assertThrows(
                HoneException.class, () -> GuideEnvironments.maker(real).get());
        assertTrue(numbers.problem().contains("needs choices in both"), numbers.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"probabilities\":[0.5,0.6]} | whose sum is 1.1",
                "{\"probabilities\":[1]} | did not give 2",
                "{\"probabilities\":[2,-1]} | a probability that is none",
                "{\"action\":2} | outside the 2 there are",
                "{\"thought\":1} | did not give 2 'logProbabilities' or 'probabilities', nor an 'action'"
            })
    void advice_that_is_none_is_named(String advice, String problem) throws IOException {
        String lever = lever("," + SCALE + ",\"teachers\":[\"hand\"]", advice);
        try (TaughtEnvironment environment = GuideEnvironments.maker(lever).get()) {
            environment.reset(1, new float[1]);
            Teacher teacher = Teachers.of(environment, "hand");
            ProgramFailed e = assertThrows(ProgramFailed.class, () -> teacher.advise(new double[2]));
            assertTrue(e.problem().contains(problem), e.getMessage());
        }
    }

    @Test
    void advice_is_clipped_whatever_its_form() throws IOException {
        for (String advice : List.of("{\"action\":1}", RIGHT, "{\"logProbabilities\":[-700,0]}")) {
            String teacher = script("teacher", "*) echo '" + advice + "' ;;");
            TigerDoor door = TigerDoor.small();
            try (Teacher program = Teachers.of(door, teacher)) {
                door.reset(1, new float[1]);
                double[] said = new double[2];
                program.advise(said);
                assertArrayEquals(new double[] {Teacher.LEAST, 0}, said, advice);
            }
        }
    }
}
