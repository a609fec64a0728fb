import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What Hone adds to a call where it looks at the question: a router on MiniLM embeddings and words chooses one of two models, both of
 * them an upstream that answers at once. Questions of ten words, new ones and one whose embedding is kept, beside the upstream
 * asked directly, in alternating rounds.
 *
 * <pre>java bench/serve/EmbeddingOverhead.java [RATE] [ROUNDS] [SECONDS]</pre>
 */
public class EmbeddingOverhead {
    private static final int FITTED = 400; // questions that the router knows
    private static final String[] EASY = "apples pears count add sum basket market price small number".split(" ");
    private static final String[] HARD = "prove lemma integral manifold bound converge topology kernel limit norm".split(" ");
    private static final String NAME = "hone/weak|strong@50%";

    private EmbeddingOverhead() {}

    public static void main(String[] args) throws Exception {
        int rate = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 10;
        Path work = Files.createTempDirectory("embedding-overhead");
        fit(work);
        Process upstream = Rounds.startUpstream(work.resolve("upstream.log"));
        int direct = Rounds.upstreamPort(work.resolve("upstream.log"));
        String url = "=http://127.0.0.1:" + direct + "/v1#m";
        Process hone = Rounds.hone(
                work.resolve("hone.log"), "serve", "--port", "0", "--runs", work.resolve("runs").toString(),
                "--upstream", "weak" + url, "--upstream", "strong" + url, "--predictor", work.resolve("router").toString());
        try {
            int through = Rounds.honePort(work.resolve("hone.log"));
            SplittableRandom random = new SplittableRandom(2);
            AtomicInteger fresh = new AtomicInteger();
            double[][] directTimes = new double[rounds][];
            double[][] plainTimes = new double[rounds][];
            double[][] keptTimes = new double[rounds][];
            double[][] newTimes = new double[rounds][];
            double[][][] spent = new double[3][rounds][]; // processor time
            Rounds.round(direct, "m", _ -> "hi", rate, 5);
            for (String model : new String[] {"weak", NAME}) {
                Rounds.round(through, model, _ -> question(random, fresh.incrementAndGet()), 100, 5);
            }
            for (int r = 0; r < rounds; r++) {
                directTimes[r] = Rounds.round(direct, "m", _ -> question(random, fresh.incrementAndGet()), rate, seconds);
                long[] cpu = new long[4];
                cpu[0] = Rounds.cpu(hone);
                plainTimes[r] = Rounds.round(through, "weak", _ -> question(random, fresh.incrementAndGet()), rate, seconds);
                cpu[1] = Rounds.cpu(hone);
                keptTimes[r] = Rounds.round(through, NAME, _ -> "add apples and pears in a basket at the market", rate, seconds);
                cpu[2] = Rounds.cpu(hone);
                newTimes[r] = Rounds.round(through, NAME, _ -> question(random, fresh.incrementAndGet()), rate, seconds);
                cpu[3] = Rounds.cpu(hone);
                for (int row = 0; row < 3; row++) {
                    spent[row][r] = new double[] {(cpu[row + 1] - cpu[row]) / 1e6 / (rate * seconds)};
                }
            }
            System.out.printf(Locale.ROOT, "%d requests a second, %d rounds of %d s, a router that knows %d questions%n", rate, rounds, seconds, FITTED);
            Rounds.print("direct", directTimes);
            Rounds.print("passed through Hone", plainTimes);
            Rounds.print("routed, embedding kept", keptTimes);
            Rounds.print("routed, new question", newTimes);
            System.out.printf(
                    Locale.ROOT,
                    "Hone's processor time a request, median of rounds: passed %.2f ms, kept %.2f ms, new %.2f ms%n",
                    Rounds.median(spent[0], 0),
                    Rounds.median(spent[1], 0),
                    Rounds.median(spent[2], 0));
        } finally {
            hone.destroy();
            upstream.destroy();
            hone.waitFor();
        }
    }

    private static void fit(Path work) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder pool = new StringBuilder();
        for (int i = 0; i < FITTED; i++) {
            boolean hard = i % 2 == 1;
            pool.append(String.format(
                    Locale.ROOT,
                    "{\"id\":\"q%d\",\"group\":\"%s\",\"prompt\":\"%s\",\"arms\":{\"weak\":{\"rewards\":[%d]},\"strong\":{\"rewards\":[1]}}}%n",
                    i, hard ? "hard" : "easy", words(random, hard), hard ? 0 : 1));
        }
        Path file = Files.writeString(work.resolve("pool.jsonl"), pool);
        Path log = work.resolve("fit.log");
        Process fit = Rounds.hone(
                log, "budget", "fit", file.toString(), "--arms", "weak,strong", "--runs", work.resolve("runs").toString(),
                "--out", work.resolve("router").toString());
        if (fit.waitFor() != 0) {
            throw new IOException(Files.readString(log));
        }
    }

    /** Ten words that nobody asked before. */
    private static String question(SplittableRandom random, int number) {
        return words(random, number % 2 == 1) + " " + number;
    }

    private static String words(SplittableRandom random, boolean hard) {
        StringBuilder text = new StringBuilder();
        for (int w = 0; w < 9; w++) {
            String[] from = hard ? HARD : EASY;
            text.append(w == 0 ? "" : " ").append(from[random.nextInt(from.length)]);
        }
        return text.toString();
    }
}
