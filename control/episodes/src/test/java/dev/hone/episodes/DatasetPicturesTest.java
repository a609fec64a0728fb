package dev.hone.episodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.episodes.Episode.Frame;
import dev.hone.episodes.parquet.Column;
import dev.hone.episodes.parquet.ImageFile;
import dev.hone.episodes.parquet.Table;
import dev.hone.episodes.parquet.TableReader;
import dev.hone.episodes.parquet.TableWriter;
import dev.hone.episodes.picture.Picture;
import dev.hone.episodes.picture.Pixels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DatasetPicturesTest {
    private static final String FRONT = Names.PICTURES + "front";
    private static final String WRIST = Names.PICTURES + "wrist";

    @TempDir
    private Path temporary;

    private static Description description() {
        Description plain = Made.description();
        return new Description(
                plain.robot(),
                plain.fps(),
                plain.state(),
                plain.action(),
                List.of(Feature.image(WRIST, 6, 4), Feature.image(FRONT, 6, 4)));
    }

    /** One colour for each episode and frame, with red 0 in episode 0 and 255 in episode 1. */
    private static Picture picture(int episode, int frame, int width) {
        int[] colours = new int[width * 4];
        Arrays.fill(colours, (episode == 0 ? 0 : 0xFF0000) | frame);
        return Picture.png(new Pixels(width, 4, colours));
    }

    private static Episode episode(int number, int length) {
        Episode.Recorder recorder = new Episode.Recorder("look");
        for (int t = 0; t < length; t++) {
            Frame plain = Made.frame(number, t);
            recorder.add(new Frame(
                    plain.state(),
                    plain.action(),
                    plain.reward(),
                    plain.simulator(),
                    Map.of(FRONT, picture(number, t, 6), WRIST, picture(number, 100 + t, 6))));
        }
        return recorder.done(Optional.of(true), Map.of());
    }

    private Path dataset(long fileBytes) {
        Path folder = temporary.resolve("set");
        try (DatasetWriter writer = DatasetWriter.create(folder, false, description(), fileBytes)) {
            writer.add(episode(0, 9));
            writer.add(episode(1, 9));
            writer.commit();
        }
        return folder;
    }

    private static void assertPictures(List<Episode> episodes) {
        for (int e = 0; e < 2; e++) {
            for (int t = 0; t < 9; t++) {
                Map<String, Picture> pictures = episodes.get(e).frames().get(t).pictures();
                assertArrayEquals(
                        picture(e, t, 6).file(),
                        Objects.requireNonNull(pictures.get(FRONT)).file());
                assertArrayEquals(
                        picture(e, 100 + t, 6).file(),
                        Objects.requireNonNull(pictures.get(WRIST)).file());
            }
        }
    }

    @Test
    void pictures_come_back_byte_for_byte_when_they_are_asked_for() {
        Dataset dataset = Dataset.open(dataset(1 << 20));
        assertEquals(List.of(FRONT, WRIST), dataset.pictures());
        assertPictures(dataset.withPictures().all());
        assertEquals(Map.of(), dataset.all().getFirst().frames().getFirst().pictures());
    }

    @Test
    void their_bytes_count_towards_a_full_file() throws IOException {
        long withoutPictures = 2L * 9 * (4 * Made.STATE + 4 * Made.ACTION + 8 * Made.WORDS + 48);
        Path folder = dataset(withoutPictures);
        assertTrue(Files.exists(folder.resolve("data/chunk-000/file-001.parquet")), "one file for each episode");
    }

    @Test
    void columns_and_features_are_those_of_LeRobot() throws IOException {
        Path folder = dataset(1 << 20);
        JsonNode feature = Json.read(Files.readString(folder.resolve("meta/info.json")))
                .path("features")
                .path(FRONT);
        assertEquals(
                Json.read("{\"dtype\":\"image\",\"shape\":[4,6,3],\"names\":[\"height\",\"width\",\"channels\"]}"),
                feature);
        ImageFile third = TableReader.read(folder.resolve("data/chunk-000/file-000.parquet"))
                .images(FRONT)
                .values()
                .get(2);
        assertEquals(Optional.of("frame-000002.png"), third.path());
        assertEquals("PNG", new String(third.bytes().orElseThrow(), 1, 3, java.nio.charset.StandardCharsets.US_ASCII));
    }

    @Test
    void statistics_are_per_channel_from_0_to_1_over_every_eighth_picture() {
        Path folder = dataset(1 << 20);
        Statistics.Of of = Dataset.open(folder).statistics().of(FRONT);
        assertEquals(4, of.count());
        assertTrue(of.picture());
        assertArrayEquals(new double[] {0, 0, 0}, of.min());
        assertArrayEquals(new double[] {1, 0, 8 / 255.0}, of.max(), 1e-7);
        assertArrayEquals(new double[] {0.5, 0, 4 / 255.0}, of.mean(), 1e-7);
        assertArrayEquals(new double[] {0.5, 0, 4 / 255.0}, of.deviation(), 1e-7);
        JsonNode node = InfoFile.readJson(folder.resolve("meta/stats.json")).path(FRONT);
        assertEquals(1, node.path("max").path(0).path(0).path(0).asDouble(), "nested as [3][1][1]");
    }

    @Test
    void converting_keeps_them() {
        Dataset dataset = Dataset.open(dataset(1 << 20)).withPictures();
        Conversion.convert(dataset, temporary.resolve("copy"), false, _ -> {});
        assertPictures(Dataset.open(temporary.resolve("copy")).withPictures().all());
    }

    @Test
    void the_first_episodes_can_be_read_alone() {
        List<Episode> first = Dataset.open(dataset(1 << 20)).first(1);
        assertEquals(1, first.size());
        assertEquals(2, Dataset.open(temporary.resolve("set")).first(7).size());
    }

    @Test
    void episodes_with_other_pictures_are_refused() {
        try (DatasetWriter writer = DatasetWriter.create(temporary.resolve("x"), false, description())) {
            HoneException none = assertThrows(HoneException.class, () -> writer.add(Made.episode(0, 3)));
            assertTrue(none.getMessage().contains("pictures of [] where the dataset has"), none.getMessage());
            Episode.Recorder recorder = new Episode.Recorder("look");
            Frame plain = Made.frame(0, 0);
            recorder.add(new Frame(
                    plain.state(),
                    plain.action(),
                    plain.reward(),
                    plain.simulator(),
                    Map.of(FRONT, picture(0, 0, 5), WRIST, picture(0, 0, 6))));
            Episode narrow = recorder.done(Optional.empty(), Map.of());
            HoneException size = assertThrows(HoneException.class, () -> writer.add(narrow));
            assertTrue(size.getMessage().contains("a picture of 5 x 4 pixels where " + FRONT + " has 6 x 4"));
        }
        Episode.Recorder mixed = new Episode.Recorder("look");
        mixed.add(episode(0, 1).frames().getFirst());
        assertThrows(HoneException.class, () -> mixed.add(Made.frame(0, 1)));
    }

    /** Rewrites the file of frames with other pictures from the front. */
    private Dataset with(List<ImageFile> front) {
        Path folder = dataset(1 << 20);
        Path file = folder.resolve("data/chunk-000/file-000.parquet");
        List<Column> columns = new ArrayList<>(TableReader.read(file).columns().values());
        columns.replaceAll(old -> old.field().name().equals(FRONT) ? Column.images(FRONT, front) : old);
        TableWriter.write(file, Table.of("made", columns), Map.of());
        return Dataset.open(folder).withPictures();
    }

    private static List<ImageFile> paths(String... changed) {
        List<ImageFile> files = new ArrayList<>();
        for (int i = 0; i < 18; i++) {
            files.add(new ImageFile(Optional.empty(), Optional.of(i < changed.length ? changed[i] : "images/all.png")));
        }
        return files;
    }

    @Test
    void pictures_in_files_of_their_own_are_read_from_within_the_dataset_only() throws IOException {
        Dataset dataset = with(paths());
        Path all = temporary.resolve("set/images/all.png");
        HoneException missing = assertThrows(HoneException.class, dataset::all);
        assertTrue(missing.getMessage().contains("images/all.png"), missing.getMessage());
        Files.createDirectories(all.getParent());
        Files.write(all, picture(1, 7, 6).file());
        Picture found = dataset.all().getFirst().frames().getFirst().pictures().get(FRONT);
        assertEquals(0xFF0007, Objects.requireNonNull(found).pixels().colours()[0]);
    }

    @Test
    void a_path_that_leads_out_of_the_dataset_is_refused() {
        HoneException error = assertThrows(HoneException.class, with(paths("../../etc/passwd"))::all);
        assertTrue(error.getMessage().contains("episode 0, frame 0: a picture lies at '../../etc/passwd'"));
    }
}
