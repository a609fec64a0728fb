import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What Hone adds to a call: an upstream that answers at once is asked directly and through Hone, in alternating rounds, requests
 * sent at a fixed rate whether earlier ones are answered or not.
 *
 * <pre>java bench/serve/Overhead.java [RATE] [ROUNDS] [SECONDS]</pre>
 */
public class Overhead {
    private Overhead() {}

    public static void main(String[] args) throws Exception {
        int rate = args.length > 0 ? Integer.parseInt(args[0]) : 300;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 10;
        Path work = Files.createTempDirectory("overhead");
        Process upstream = Rounds.startUpstream(work.resolve("upstream.log"));
        int direct = Rounds.upstreamPort(work.resolve("upstream.log"));
        Process hone = Rounds.hone(
                work.resolve("hone.log"), "serve", "--port", "0", "--runs", work.resolve("runs").toString(),
                "--upstream", "m=http://127.0.0.1:" + direct + "/v1#m");
        try {
            int through = Rounds.honePort(work.resolve("hone.log"));
            double[][] directTimes = new double[rounds][];
            double[][] passedTimes = new double[rounds][];
            double[][] plannedTimes = new double[rounds][];
            for (int warm : new int[] {100, Math.min(rate, 300), Math.min(rate, 600)}) { // a cold JVM can't take the full rate
                for (String model : List.of("m", "hone/m")) {
                    round(through, model, warm, 4);
                }
            }
            round(direct, "m", rate, 5);
            long cpu = 0;
            for (int r = 0; r < rounds; r++) {
                directTimes[r] = round(direct, "m", rate, seconds);
                long before = Rounds.cpu(hone);
                passedTimes[r] = round(through, "m", rate, seconds);
                cpu += Rounds.cpu(hone) - before;
                plannedTimes[r] = round(through, "hone/m", rate, seconds);
            }
            System.out.printf(Locale.ROOT, "%d requests a second, %d rounds of %d s%n", rate, rounds, seconds);
            Rounds.print("direct", directTimes);
            Rounds.print("through Hone", passedTimes);
            Rounds.print("hone/m (planned, one sample)", plannedTimes);
            System.out.printf(
                    Locale.ROOT, "Hone's processor time a request passed through: %.3f ms%n", cpu / 1e6 / ((double) rate * rounds * seconds));
        } finally {
            hone.destroy();
            upstream.destroy();
            hone.waitFor();
        }
    }

    private static double[] round(int port, String model, int rate, int seconds) throws Exception {
        return Rounds.round(port, model, _ -> "hi", rate, seconds);
    }
}
