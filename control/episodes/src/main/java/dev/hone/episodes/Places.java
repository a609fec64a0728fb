package dev.hone.episodes;

import dev.hone.core.HoneException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the files of a dataset lie. */
final class Places {
    static final String DATA = "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet";

    /** Files in one folder; more go to the next. */
    static final int FILES_PER_CHUNK = 1000;

    private static final Pattern BLANK = Pattern.compile("\\{(chunk_index|file_index)(?::0?(\\d)d)?\\}");

    private Places() {}

    static Path info(Path folder) {
        return folder.resolve("meta/info.json");
    }

    static Path statistics(Path folder) {
        return folder.resolve("meta/stats.json");
    }

    static Path tasks(Path folder) {
        return folder.resolve("meta/tasks.parquet");
    }

    static Path episodes(Path folder) {
        return folder.resolve("meta/episodes");
    }

    static Path episodes(Path folder, int chunk, int file) {
        return episodes(folder).resolve(String.format(Locale.ROOT, "chunk-%03d/file-%03d.parquet", chunk, file));
    }

    /** A file of frames by the path that the dataset states. */
    static Path data(Path folder, String pattern, int chunk, int file) {
        String path = BLANK.matcher(pattern).replaceAll(match -> {
            int digits = match.group(2) == null ? 1 : Integer.parseInt(match.group(2));
            int number = match.group(1).equals("chunk_index") ? chunk : file;
            return Matcher.quoteReplacement(String.format(Locale.ROOT, "%0" + digits + "d", number));
        });
        Path place = folder.resolve(path).normalize();
        if (!place.startsWith(folder.normalize()) || path.contains("{")) {
            throw new HoneException(info(folder) + ": data_path is '" + pattern + "'.", "write it as '" + DATA + "'");
        }
        return place;
    }
}
