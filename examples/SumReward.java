import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scorer for {@code --reward "command:java examples/SumReward.java"}: 1 if the answer to a sum or product is right, else 0. One JSON
 * object a line comes in, one reward a line goes out.
 */
public class SumReward {
    private static final Pattern TASK = Pattern.compile("\"prompt\":\"(\\d+)([+*])(\\d+)=\"");
    private static final Pattern ANSWER = Pattern.compile("\"completion\":\"\\s*(\\d{1,40})\\s*\"");

    public static void main(String[] args) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(right(line) ? 1 : 0);
            System.out.flush();
        }
    }

    private static boolean right(String line) {
        Matcher task = TASK.matcher(line);
        Matcher answer = ANSWER.matcher(line);
        if (!task.find() || !answer.find()) {
            return false;
        }
        BigInteger a = new BigInteger(task.group(1));
        BigInteger b = new BigInteger(task.group(3));
        BigInteger right = task.group(2).equals("+") ? a.add(b) : a.multiply(b);
        return right.equals(new BigInteger(answer.group(1)));
    }
}
