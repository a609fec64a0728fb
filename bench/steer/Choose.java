import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses strengths by the rows that {@code hone steer evaluate --json} left for the prompts of {@code choose}: {@code java Choose.java ROWS}
 * prints two lines {@code beta m}. The first reaches best-of-128's reward, with a tenth of a deviation to spare, at the least divergence and
 * at most a fifteenth of its multiply-adds; the second has the highest reward within its divergence, a twentieth of a nat to spare.
 */
public class Choose {
    record Row(double beta, int m, double reward, double kl, double macs) {}

    public static void main(String[] args) throws IOException {
        List<Row> rows = new ArrayList<>();
        Matcher row = Pattern.compile("\\{[^{}]*\"policy\"[^{}]*}").matcher(Files.readString(Path.of(args[0])));
        while (row.find()) {
            String text = row.group();
            rows.add(new Row(
                    number(text, "beta"),
                    (int) number(text, "bestOf"),
                    number(text, "reward"),
                    number(text, "kl"),
                    number(text, "macsPerToken")));
        }
        Row goal = rows.stream().filter(r -> r.beta == 0 && r.m == 128).findFirst().orElseThrow();
        Optional<Row> reaching = rows.stream()
                .filter(r -> r.beta != 0 && r.macs <= goal.macs / 15 && r.reward >= goal.reward + 0.1)
                .min(Comparator.comparingDouble(Row::kl));
        Optional<Row> near = rows.stream()
                .filter(r -> r.beta != 0 && r.kl <= goal.kl - 0.05)
                .max(Comparator.comparingDouble(Row::reward));
        System.out.println(reaching.map(Choose::words).orElse("none"));
        System.out.println(near.map(Choose::words).orElse("none"));
    }

    private static String words(Row row) {
        return row.beta + " " + row.m;
    }

    private static double number(String row, String name) {
        Matcher value = Pattern.compile("\"" + name + "\":(-?[\\d.Ee+-]+)").matcher(row);
        if (!value.find()) {
            throw new IllegalArgumentException("no " + name + " in " + row);
        }
        return Double.parseDouble(value.group(1));
    }
}
