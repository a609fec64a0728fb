import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prompts from a model's own openings: {@code java Prompts.java FOLDER FILE…} reads what {@code hone generate --raw --prompt '' --json FILE}
 * left for several lengths, drops what came twice and what is no whole prompt, shuffles, and writes {@code report.jsonl} (200),
 * {@code choose.jsonl} (100) and {@code fit.jsonl} (the rest, at most 2,400).
 */
public class Prompts {
    private static final Pattern TEXT = Pattern.compile("\"text\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    public static void main(String[] args) throws IOException {
        Set<String> openings = new LinkedHashSet<>();
        for (int i = 1; i < args.length; i++) {
            Matcher texts = TEXT.matcher(Files.readString(Path.of(args[i])));
            while (texts.find()) {
                String text = texts.group(1).strip();
                if (!text.isEmpty() && !text.contains("\\")) {
                    openings.add(text);
                }
            }
        }
        List<String> shuffled = new ArrayList<>(openings);
        Collections.shuffle(shuffled, new Random(7));
        System.err.println(shuffled.size() + " different openings");
        write(Path.of(args[0]), "report", shuffled.subList(0, 200));
        write(Path.of(args[0]), "choose", shuffled.subList(200, 300));
        write(Path.of(args[0]), "fit", shuffled.subList(300, Math.min(2_700, shuffled.size())));
    }

    private static void write(Path folder, String split, List<String> prompts) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < prompts.size(); i++) {
            lines.append("{\"id\":\"").append(split).append(i).append("\",\"prompt\":\"").append(prompts.get(i)).append("\"}\n");
        }
        Files.writeString(folder.resolve(split + ".jsonl"), lines);
    }
}
