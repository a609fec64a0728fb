import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Queries from a model's own openings: {@code java bench/Openings.java WORD FILE} reads what {@code hone generate --prompt WORD --json FILE}
 * left and prints each different opening, its first eight words with WORD, as a line of QUERIES.
 */
public class Openings {
    private static final Pattern TEXT = Pattern.compile("\"text\":\"([^\"\\\\]*)\"");
    private static final int WORDS = 8;
    private static final int FEWEST = 4;

    public static void main(String[] args) throws Exception {
        Set<String> openings = new LinkedHashSet<>();
        Matcher texts = TEXT.matcher(Files.readString(Path.of(args[1])));
        while (texts.find()) {
            String[] words = (args[0] + texts.group(1)).strip().split("\\s+");
            if (words.length >= FEWEST) {
                openings.add(String.join(" ", Arrays.copyOf(words, Math.min(WORDS, words.length))));
            }
        }
        int id = 0;
        for (String opening : openings) {
            System.out.println("{\"id\":\"s" + id++ + "\",\"prompt\":\"" + opening + "\"}");
        }
    }
}
