package dev.hone.budget.evidence;

import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.core.Seeds;
import dev.hone.lm.Partition;
import dev.hone.lm.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits a {@link LogisticRule} by Newton's method on soft labels: after b samples in some order, 0 where one of them is a success,
 * else the share of successes among the rest. The ridge is the one of least deviance over three folds of the queries; one of
 * them leaves only the offsets, so that where the features tell nothing the rule is the same for every query.
 */
final class LogisticTraining {
    private static final int[] DRAWS = {1, 2, 3, 4, 6, 8, 12, 16, 24, 31};
    private static final double[] RIDGES = {3, 30, 300, Double.POSITIVE_INFINITY}; // per query
    private static final double[] THIRDS = {1.0 / 3, 1.0 / 3, 1.0 / 3};
    private static final int STEPS = 12;
    private static final double RARE = 1e-3;

    /** Walks that the rows are made from, over all queries: enough for a few weights however large the pool. */
    private static final int WALKS = 3_200;

    /** A query after {@code DRAWS[at]} samples in one order. */
    private static final class Row {
        private final int query;
        private final int at;
        private final double label; // soft, in [0, 1]
        private final double[] features;

        Row(int query, int at, double label, double[] features) {
            this.query = query;
            this.at = at;
            this.label = label;
            this.features = features;
        }
    }

    private final List<List<Row>> rows; // by place of the query

    private LogisticTraining(List<List<Row>> rows) {
        this.rows = rows;
    }

    /** The rule of some queries of a pool. */
    static LogisticRule fit(GradedQueries queries, SampleViews views, Orders orders, int[] members, Seeds seeds) {
        return fit(queries, views, orders, members, seeds, RIDGES);
    }

    /** The rule of the best of these ridges, in deviance a query. */
    static LogisticRule fit(
            GradedQueries queries, SampleViews views, Orders orders, int[] members, Seeds seeds, double[] ridges) {
        int walks = Math.clamp(WALKS / members.length, 1, orders.count());
        LogisticTraining all = new LogisticTraining(Arrays.stream(members)
                .parallel()
                .mapToObj(i -> rows(queries, views, orders, i, walks))
                .toList());
        List<Query> known = Arrays.stream(members).mapToObj(queries::query).toList();
        int[] third = Partition.assign(known, THIRDS, seeds.child("thirds"));
        double best = Double.POSITIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        for (double ridge : ridges) {
            double deviance = 0;
            for (int held = 0; held < THIRDS.length; held++) {
                List<Row> fit = all.of(third, held, false);
                List<Row> judge = all.of(third, held, true);
                if (!fit.isEmpty()) {
                    deviance += deviance(newton(fit, ridge), judge);
                }
            }
            if (deviance < least) {
                least = deviance;
                best = ridge;
            }
        }
        return newton(all.rows.stream().flatMap(List::stream).toList(), best);
    }

    private List<Row> of(int[] third, int held, boolean inside) {
        return IntStream.range(0, third.length)
                .filter(i -> (third[i] == held) == inside)
                .boxed()
                .flatMap(i -> rows.get(i).stream())
                .toList();
    }

    private static List<Row> rows(GradedQueries queries, SampleViews views, Orders orders, int query, int walks) {
        List<Row> rows = new ArrayList<>();
        int samples = queries.samples(query);
        int last = Math.min(samples - 1, DRAWS[DRAWS.length - 1]);
        for (int k = 0; k < walks; k++) {
            double[][] seen = views.walk(query, orders.of(query, k), last);
            double[] rewards = orders.arrange(query, k, queries.rewards(query));
            for (int at = 0; at < DRAWS.length && DRAWS[at] <= last; at++) {
                int b = DRAWS[at];
                boolean success = Arrays.stream(rewards, 0, b).anyMatch(r -> r == 1);
                double rest = Arrays.stream(rewards, b, samples).average().orElse(0);
                rows.add(new Row(query, at, success ? 0 : rest, seen[b - 1]));
            }
        }
        return rows;
    }

    private static double deviance(LogisticRule rule, List<Row> rows) {
        double sum = 0;
        for (Row row : rows) {
            double p = rule.chance(DRAWS[row.at], row.features);
            sum -= row.label * Math.log(p) + (1 - row.label) * Math.log1p(-p);
        }
        return sum;
    }

    private static LogisticRule newton(List<Row> rows, double ridge) {
        List<LogisticRule.Point> points = points(rows);
        int n = SampleLook.FEATURES;
        double[] weights = new double[n];
        if (Double.isFinite(ridge)) {
            long queries = rows.stream().mapToInt(row -> row.query).distinct().count();
            double penalty = ridge * rows.size() / queries;
            double[][] z = rows.stream()
                    .map(row -> standardised(points.get(row.at), row.features))
                    .toArray(double[][]::new);
            for (int step = 0; step < STEPS; step++) {
                double[] gradient = new double[n];
                double[][] hessian = new double[n][n];
                for (int f = 0; f < n; f++) {
                    gradient[f] = penalty * weights[f];
                    hessian[f][f] = penalty;
                }
                for (int r = 0; r < z.length; r++) {
                    double logit = points.get(rows.get(r).at).offset();
                    for (int f = 0; f < n; f++) {
                        logit += weights[f] * z[r][f];
                    }
                    double p = 1 / (1 + Math.exp(-logit));
                    double error = p - rows.get(r).label;
                    double curve = p * (1 - p);
                    for (int f = 0; f < n; f++) {
                        gradient[f] += error * z[r][f];
                        for (int g = 0; g <= f; g++) {
                            hessian[f][g] += curve * z[r][f] * z[r][g];
                        }
                    }
                }
                double[] move = solve(hessian, gradient);
                for (int f = 0; f < n; f++) {
                    weights[f] -= move[f];
                }
            }
        }
        return new LogisticRule(points, Arrays.stream(weights).boxed().toList());
    }

    private static List<LogisticRule.Point> points(List<Row> rows) {
        List<LogisticRule.Point> points = new ArrayList<>();
        for (int at = 0; at < DRAWS.length; at++) {
            int place = at;
            List<Row> here = rows.stream().filter(row -> row.at == place).toList();
            if (here.isEmpty()) {
                break;
            }
            double label = here.stream().mapToDouble(row -> row.label).average().orElseThrow();
            double mean = Math.clamp(label, RARE, 1 - RARE);
            List<Double> means = new ArrayList<>();
            List<Double> deviations = new ArrayList<>();
            for (int f = 0; f < SampleLook.FEATURES; f++) {
                int feature = f;
                double centre = here.stream()
                        .mapToDouble(row -> row.features[feature])
                        .average()
                        .orElseThrow();
                means.add(centre);
                deviations.add(Math.sqrt(here.stream()
                        .mapToDouble(row -> Math.pow(row.features[feature] - centre, 2))
                        .average()
                        .orElseThrow()));
            }
            points.add(new LogisticRule.Point(DRAWS[at], Math.log(mean / (1 - mean)), means, deviations));
        }
        return points;
    }

    private static double[] standardised(LogisticRule.Point point, double[] features) {
        double[] z = new double[features.length];
        for (int f = 0; f < z.length; f++) {
            double deviation = point.deviation().get(f);
            z[f] = deviation > 1e-6 ? (features[f] - point.mean().get(f)) / deviation : 0;
        }
        return z;
    }

    /** Solves by Cholesky's factors; only the lower triangle of the positive definite matrix is read, and it is overwritten. */
    private static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? Math.sqrt(sum) : sum / matrix[j][j];
            }
        }
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= matrix[i][k] * x[k];
            }
            x[i] /= matrix[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= matrix[k][i] * x[k];
            }
            x[i] /= matrix[i][i];
        }
        return x;
    }
}
