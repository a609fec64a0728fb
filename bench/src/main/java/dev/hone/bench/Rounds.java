package dev.hone.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Times several contestants by turns, so that what else the machine does meets them all alike. The clock is the processor
 * time of this process, all threads together: contestants may compute in threads of their own, and the compiler and the
 * collector of the Java machine count against whoever makes them work.
 */
final class Rounds {
    private static final int WARM_UP = 3;

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Something to time. */
    interface Contest {
        /** Does the work of one round and returns how many decoding steps it took; warm-up rounds are negative. */
        int run(int round);
    }

    /** What goes by which name in the table. */
    record Contestant(String name, Contest contest) {}

    /**
     * One line of the result.
     *
     * @param median processor time of a decoding step over all rounds, in milliseconds; {@code low} and {@code high} are the
     *     quickest and the slowest round's
     * @param ratio the median over the first contestant's
     */
    record Row(String run, double median, double low, double high, double ratio) {}

    /** Runs every contestant once a round and lets none of them see the others' order change. */
    List<Row> time(List<Contestant> contestants, int rounds) {
        double[][] times = new double[contestants.size()][rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            for (int i = 0; i < contestants.size(); i++) {
                long begin = process.getProcessCpuTime();
                int steps = contestants.get(i).contest().run(round);
                double millis = (process.getProcessCpuTime() - begin) / 1e6 / steps;
                if (round >= 0) {
                    times[i][round] = millis;
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < contestants.size(); i++) {
            Arrays.sort(times[i]);
            double median = times[i][rounds / 2];
            double unit = rows.isEmpty() ? median : rows.getFirst().median();
            rows.add(new Row(contestants.get(i).name(), median, times[i][0], times[i][rounds - 1], median / unit));
        }
        return rows;
    }
}
