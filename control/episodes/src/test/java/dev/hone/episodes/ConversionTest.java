package dev.hone.episodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.HoneException;
import dev.hone.episodes.parquet.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversionTest {
    @TempDir
    Path temporary;

    /** A source that breaks after some episodes. */
    private record Breaking(int after) implements EpisodeSource {
        @Override
        public Description description() {
            return Made.description();
        }

        @Override
        public int episodes() {
            return after + 1;
        }

        @Override
        public void read(Consumer<Episode> use) {
            for (int i = 0; i < after; i++) {
                use.accept(Made.episode(i, 4));
            }
            throw new HoneException("The disk is gone.", "look for it");
        }
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> all = Files.list(temporary)) {
            return all.sorted().toList();
        }
    }

    @Test
    void a_source_that_breaks_leaves_nothing() throws IOException {
        Path out = temporary.resolve("out");
        assertThrows(HoneException.class, () -> Conversion.convert(new Breaking(2), out, false, _ -> {}));
        assertEquals(List.of(), left());
    }

    @Test
    void a_source_that_breaks_leaves_what_it_would_have_replaced() throws IOException {
        Path out = Made.dataset(temporary.resolve("out"));
        assertThrows(HoneException.class, () -> Conversion.convert(new Breaking(2), out, true, _ -> {}));
        assertEquals(3, Dataset.open(out).all().size());
        assertEquals(List.of(out), left());
    }

    @Test
    void what_is_there_is_refused_before_anything_is_read() {
        Path out = Made.dataset(temporary.resolve("out"));
        HoneException e =
                assertThrows(HoneException.class, () -> Conversion.convert(Dataset.open(out), out, false, _ -> {}));
        assertEquals(out + " exists already.", e.problem());
    }

    @Test
    void a_dataset_may_be_converted_onto_itself() {
        Path out = Made.dataset(temporary.resolve("out"));
        Conversion.convert(Dataset.open(out), out, true, _ -> {});
        assertEquals(3, Dataset.open(out).all().size());
    }

    @Test
    void names_and_units_go_along_where_every_number_has_one() {
        Path from = Made.dataset(temporary.resolve("from"));
        Path one = temporary.resolve("one");
        Conversion.convert(Dataset.open(from), one, false, _ -> {});
        assertEquals(
                List.of("m", "m", "rad"),
                Dataset.open(one).description().state().units());
        Selection both = new Selection(List.of(Names.STATE, Names.ACTION), List.of(Names.ACTION));
        Path two = temporary.resolve("two");
        Conversion.convert(Dataset.open(from, both), two, false, _ -> {});
        Description description = Dataset.open(two).description();
        assertEquals(Made.STATE + Made.ACTION, description.state().width());
        assertEquals(List.of(), description.state().names());
        assertArrayEquals(
                new float[] {1, 2, 0.2f, -1, -2},
                Dataset.open(two).all().get(1).frames().get(2).state());
    }

    private EpisodeLines compressed(String text) throws IOException {
        Path file = temporary.resolve("demos.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return new EpisodeLines(
                file, new Selection(List.of("s"), List.of("a")), Optional.empty(), 50, "stack the cubes");
    }

    @Test
    void compressed_lines_with_blank_ones_between_are_read() throws IOException {
        EpisodeLines lines = compressed("{\"s\": [1, 2], \"a\": [[1], [2]]}\n\n{\"s\": [3], \"a\": [[4]]}\n\n");
        assertEquals(2, lines.episodes());
        assertEquals(
                Feature.of(Names.STATE, Kind.FLOAT32, 1), lines.description().state());
        Path out = temporary.resolve("out");
        assertEquals(2, Conversion.convert(lines, out, false, _ -> {}));
        Episode first = Dataset.open(out).all().getFirst();
        assertArrayEquals(new float[] {2}, first.frames().get(1).state());
        assertEquals(Optional.empty(), first.frames().getFirst().reward());
        assertEquals(Optional.empty(), first.success());
    }

    @Test
    void an_episode_of_another_robot_half_way_leaves_nothing() throws IOException {
        EpisodeLines lines = compressed("{\"s\": [1], \"a\": [[1]]}\n{\"s\": [1], \"a\": [[1, 2]]}\n");
        Path out = temporary.resolve("out");
        HoneException e = assertThrows(HoneException.class, () -> Conversion.convert(lines, out, false, _ -> {}));
        assertEquals("Episode 1: action of 2 numbers where the dataset has 1.", e.problem());
        assertFalse(Files.exists(out));
    }

    @Test
    void numbers_too_large_for_a_frame_are_refused() throws IOException {
        EpisodeLines lines = compressed("{\"s\": [1e300], \"a\": [[1]]}\n");
        HoneException e = assertThrows(
                HoneException.class, () -> Conversion.convert(lines, temporary.resolve("out"), false, _ -> {}));
        assertEquals(
                temporary.resolve("demos.jsonl.gz") + " line 1, frame 0: number 0 of the state is Infinity.",
                e.problem());
    }
}
