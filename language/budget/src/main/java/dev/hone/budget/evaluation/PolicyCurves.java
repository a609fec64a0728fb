package dev.hone.budget.evaluation;

import dev.hone.budget.allocation.Gains;
import dev.hone.budget.head.DifficultyHead;
import dev.hone.budget.head.Examples;
import dev.hone.budget.head.FittedHead;
import dev.hone.budget.head.HeadSettings;
import dev.hone.budget.head.HeadTraining;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The curves of all policies that plan by predictions, one per round or, for the controls, one per shuffle. */
final class PolicyCurves {
    private final GradedQueries queries;
    private final float[][] features;
    private final ReportSet report;
    private final Curves scored;
    private final EvaluationSettings settings;
    private final int last;
    private final List<Round> rounds;

    private final PlanCurve uniform;
    private final List<PlanCurve> planner = new ArrayList<>();
    private final List<PlanCurve> published = new ArrayList<>();
    private final List<PlanCurve> stream = new ArrayList<>();
    private final List<PlanCurve> plan = new ArrayList<>();

    /**
     * Plans for every policy.
     *
     * @param scored what plans are scored by
     * @param last largest mean budget that is planned for
     */
    PolicyCurves(
            GradedQueries queries,
            float[][] features,
            ReportSet report,
            Curves scored,
            EvaluationSettings settings,
            int last,
            List<Round> rounds) {
        this.queries = queries;
        this.features = features;
        this.report = report;
        this.scored = scored;
        this.settings = settings;
        this.last = last;
        this.rounds = rounds;
        uniform = empty();
        Plans.uniform(uniform, report.places(report.members()));
        for (Round round : rounds) {
            planner.add(byHead(round, trained -> trained.planner().head()));
            published.add(byHead(round, trained -> trained.published().head()));
            stream.add(byBins(round));
            plan.add(byGuard(round, planner.getLast()));
        }
    }

    PlanCurve uniform() {
        return uniform;
    }

    /** Up to the first success: a cap costs its expected draws and answers as well as uniform sampling. */
    PlanCurve earlyStop() {
        PlanCurve curve = empty();
        int[] members = report.members();
        for (int place = 0; place < members.length; place++) {
            double[] draws = queries.draws(members[place], last);
            for (int mean = curve.first(); mean <= last; mean++) {
                curve.set(mean, place, draws[mean], scored.at(place, mean));
            }
        }
        return curve;
    }

    /** By the head that plans are made with. */
    List<PlanCurve> planner() {
        return planner;
    }

    /** By the published form. */
    List<PlanCurve> published() {
        return published;
    }

    List<PlanCurve> stream() {
        return stream;
    }

    List<PlanCurve> plan() {
        return plan;
    }

    /** The first head's plans on other curves, or with another floor. */
    List<PlanCurve> planner(Curves on, int to, int floor) {
        return rounds.stream()
                .map(round -> {
                    PlanCurve curve = new PlanCurve(on, floor, to);
                    forEachFold(
                            round,
                            (fold, trained, places) -> Plans.greedy(
                                    curve,
                                    places,
                                    Evaluator.gains(trained.planner().head(), features, fold, on.cap()),
                                    floor));
                    return curve;
                })
                .toList();
    }

    /** Control: for each shuffle, heads fitted to the labels of other queries. One round's folds only. */
    List<PlanCurve> shuffled(Seeds seeds, Listener listener) {
        Round round = rounds.getFirst();
        listener.begin("shuffled controls", 0, settings.shuffles());
        AtomicLong done = new AtomicLong();
        List<PlanCurve> curves = IntStream.range(0, settings.shuffles())
                .parallel()
                .mapToObj(shuffle -> {
                    PlanCurve curve = empty();
                    for (int f = 0; f < round.folds().size(); f++) {
                        Fold fold = round.folds().get(f);
                        Seeds own = seeds.child(shuffle).child(f);
                        DifficultyHead head = fitShuffled(fold, round.trained().get(f), own);
                        int[] reported = report.among(fold.report());
                        Gains gains = Evaluator.gains(head, features, reported, scored.cap());
                        Plans.greedy(curve, report.places(reported), gains, settings.floor());
                    }
                    listener.advance(done.incrementAndGet());
                    return curve;
                })
                .toList();
        listener.end();
        return curves;
    }

    private DifficultyHead fitShuffled(Fold fold, Trained trained, Seeds seeds) {
        int[] all = IntStream.concat(Arrays.stream(fold.fit()), Arrays.stream(fold.choose()))
                .toArray();
        Examples mixed = queries.examples(features, all).withLabelsOf(permutation(all.length, seeds.child("labels")));
        int cut = fold.fit().length;
        HeadSettings head = settings.head();
        List<Double> tried = head.weightDecays();
        FittedHead fitted = HeadTraining.fit(
                trained.planner().head().kind(),
                mixed.subset(IntStream.range(0, cut).toArray()),
                mixed.subset(IntStream.range(cut, all.length).toArray()),
                // one network of one strength, the one that the right labels chose: twenty fits for the price of a few
                head.alone().withWeightDecay(trained.planner().weightDecay().orElse(tried.get(tried.size() / 2))),
                seeds.child("head"));
        return fitted.head();
    }

    /** Control: right predictions, each given to another query of the same fold. One round's folds only. */
    List<PlanCurve> permuted(Seeds seeds) {
        Round round = rounds.getFirst();
        return IntStream.range(0, settings.shuffles())
                .mapToObj(shuffle -> {
                    PlanCurve curve = empty();
                    forEachFold(round, (fold, trained, places) -> {
                        int[] order =
                                permutation(fold.length, seeds.child(shuffle).child(fold.length == 0 ? 0 : fold[0]));
                        int[] others = Arrays.stream(order).map(i -> fold[i]).toArray();
                        DifficultyHead head = trained.planner().head();
                        Plans.greedy(
                                curve, places, Evaluator.gains(head, features, others, scored.cap()), settings.floor());
                    });
                    return curve;
                })
                .toList();
    }

    private PlanCurve byHead(Round round, Function<Trained, DifficultyHead> head) {
        PlanCurve curve = empty();
        forEachFold(
                round,
                (fold, trained, places) -> Plans.greedy(
                        curve,
                        places,
                        Evaluator.gains(head.apply(trained), features, fold, scored.cap()),
                        settings.floor()));
        return curve;
    }

    private PlanCurve byBins(Round round) {
        PlanCurve curve = empty();
        forEachFold(
                round,
                (fold, trained, places) -> Plans.stream(
                        curve,
                        places,
                        trained.stream().cappedAt(scored.cap()),
                        trained.planner().head(),
                        Arrays.stream(fold).mapToObj(i -> features[i]).toArray(float[][]::new),
                        settings.floor()));
        return curve;
    }

    private PlanCurve byGuard(Round round, PlanCurve plans) {
        PlanCurve curve = empty();
        forEachFold(
                round, (_, trained, places) -> Plans.guarded(curve, places, plans, trained.guard(), settings.floor()));
        return curve;
    }

    private PlanCurve empty() {
        return new PlanCurve(scored, settings.floor(), last);
    }

    private interface FoldWork {
        /**
         * Plans for one fold.
         *
         * @param fold indices of its report queries
         * @param places theirs in a curve
         */
        void plan(int[] fold, Trained trained, int[] places);
    }

    private void forEachFold(Round round, FoldWork work) {
        for (int f = 0; f < round.folds().size(); f++) {
            int[] fold = report.among(round.folds().get(f).report());
            work.plan(fold, round.trained().get(f), report.places(fold));
        }
    }

    private static int[] permutation(int n, Seeds seeds) {
        var random = seeds.generator();
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
