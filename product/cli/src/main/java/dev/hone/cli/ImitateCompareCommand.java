package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import dev.hone.imitate.pipeline.Gain;
import dev.hone.imitate.pipeline.ReportedRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hone imitate compare}: a row of one table beside a row of another. */
@Command(
        name = "compare",
        description = {
            "Compares a row of one table of 'imitate run' with a row of the same or another one, start by start and seed by seed,",
            "so that what is hard for both cancels: ten demonstrations with synthetic ones beside fifty, say."
        },
        mixinStandardHelpOptions = true)
final class ImitateCompareCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "FOLDER:ROW", description = "What 'imitate run --out' left, and a row of it.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "FOLDER:ROW", description = "The row to compare it with.")
    private String second = "";

    @Mixin
    private final Screen screen = new Screen();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        ReportedRow a = read(first);
        ReportedRow b = read(second);
        Interval gain = Gain.between(a, b, Seeds.of(common.seed).child("compare"));
        screen.line(String.format(
                Locale.ROOT,
                "%s solves %.1f %%, %s %.1f %%: %+.1f points [%+.1f, %+.1f], paired bootstrap over %d seeds and %d starts.",
                first,
                100 * a.rate(),
                second,
                100 * b.rate(),
                100 * gain.estimate(),
                100 * gain.low(),
                100 * gain.high(),
                a.solved().size(),
                a.solved().getFirst().length));
        screen.rows(List.of(row(a, b, gain)));
    }

    private static Map<String, Object> row(ReportedRow a, ReportedRow b, Interval gain) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("task", a.task());
        row.put("a", a.rate());
        row.put("b", b.rate());
        row.put("gain", gain.estimate());
        row.put("low", gain.low());
        row.put("high", gain.high());
        return row;
    }

    private static ReportedRow read(String words) {
        int colon = words.lastIndexOf(':');
        Path table = Path.of(colon < 0 ? words : words.substring(0, colon)).resolve(ImitateRunCommand.ROWS);
        if (colon < 0 || !Files.isRegularFile(table)) {
            throw new HoneException(
                    colon < 0 ? "'" + words + "' names no row." : "There is no " + table + ".",
                    "name what 'hone imitate run --out' left and one of its rows, such as table:ta+ci");
        }
        return ReportedRow.read(table, words.substring(colon + 1));
    }
}
