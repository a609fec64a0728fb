package dev.hone.episodes;

import dev.hone.core.Json;
import dev.hone.episodes.parquet.Column;
import dev.hone.episodes.parquet.Kind;
import dev.hone.episodes.parquet.Table;
import dev.hone.episodes.parquet.TableWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Writes {@code meta/tasks.parquet}. Python's loader wants the tasks as the table's index, which pandas finds by a note in the
 * file. We read a frame's task from its episode instead.
 */
final class TaskTable {
    private TaskTable() {}

    static void write(Path folder, List<String> tasks) {
        Path file = Places.tasks(folder);
        Table table = Table.of(
                file.toString(),
                List.of(
                        Column.words(
                                Names.TASK,
                                Kind.INT64,
                                IntStream.range(0, tasks.size()).asLongStream().toArray()),
                        Column.texts("task", tasks)));
        TableWriter.write(file, table, Map.of("pandas", note()));
    }

    private static String note() {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("index_columns", List.of("task"));
        note.put("column_indexes", List.of());
        note.put("columns", List.of(column(Names.TASK, "int64", "int64"), column("task", "unicode", "object")));
        return Json.write(note);
    }

    private static Map<String, Object> column(String name, String pandas, String numpy) {
        Map<String, Object> column = new LinkedHashMap<>();
        column.put("name", name);
        column.put("field_name", name);
        column.put("pandas_type", pandas);
        column.put("numpy_type", numpy);
        column.put("metadata", null);
        return column;
    }
}
