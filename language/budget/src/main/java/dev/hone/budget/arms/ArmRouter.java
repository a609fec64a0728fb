package dev.hone.budget.arms;

import dev.hone.core.HoneException;
import dev.hone.core.artifact.Artifact;
import dev.hone.core.files.AtomicFolder;
import dev.hone.lm.Features;
import dev.hone.lm.Query;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code fit --arms} leaves: graded queries to look for neighbours among, how to read them, and what tests allow. It is
 * bound to the features it was fitted on. Immutable; safe for use by several threads.
 */
public final class ArmRouter {
    /** The kind of its artefact. */
    public static final String KIND = "arm-router";

    private final String features;
    private final float[][] vectors; // of the fitted queries
    private volatile @Nullable LikenessIndex index; // of the same, made when a query comes by itself
    private final Router router;
    private final SortedMap<String, Double> heldOut;
    private final List<String> findings;
    private final SortedMap<String, String> provenance;

    ArmRouter(
            String features,
            float[][] vectors,
            Router router,
            Map<String, Double> heldOut,
            List<String> findings,
            Map<String, String> provenance) {
        this.features = features;
        this.vectors = vectors;
        this.router = router;
        this.heldOut = new TreeMap<>(heldOut);
        this.findings = List.copyOf(findings);
        this.provenance = new TreeMap<>(provenance);
    }

    /** Name of the {@link Features} it reads. */
    public String features() {
        return features;
    }

    /** Names of the arms it chooses among. */
    public List<String> arms() {
        return router.costs().arms();
    }

    /** What an answer costs. */
    public Costs costs() {
        return router.costs();
    }

    /** What can be had without looking at queries. */
    public FixedMix mix() {
        return router.mix();
    }

    /** What is done with queries of kinds that were seen. */
    public Regime known() {
        return router.known();
    }

    /** What is done with queries of kinds that were never seen. */
    public Regime unseen() {
        return router.unseen();
    }

    /** Numbers on held-out queries, by name. */
    public SortedMap<String, Double> heldOut() {
        return new TreeMap<>(heldOut);
    }

    /** What the evaluation said, in sentences. */
    public List<String> findings() {
        return findings;
    }

    /** What made it, by name. */
    public SortedMap<String, String> provenance() {
        return new TreeMap<>(provenance);
    }

    float[][] vectors() {
        return vectors;
    }

    Router router() {
        return router;
    }

    /** The same with more said about what made it. */
    public ArmRouter withProvenance(Map<String, String> more) {
        SortedMap<String, String> all = new TreeMap<>(provenance);
        all.putAll(more);
        return new ArmRouter(features, vectors, router, heldOut, findings, all);
    }

    /**
     * What each arm is expected to be worth to some queries, and to cost; averages where the tests allow no more.
     *
     * @param given the features it was fitted on
     * @throws HoneException if they are others
     */
    public Options options(List<Query> queries, Features given) {
        if (!given.name().equals(features)) {
            throw new HoneException(
                    "The router reads the features '" + features + "', not '" + given.name() + "'.",
                    "use --features " + features + ", or fit a router on '" + given.name() + "'");
        }
        double[] means = router.fitted().means();
        Forecast[] forecasts = new Forecast[queries.size()];
        Similarity.Visitor look = (i, likeness) -> {
            Neighbourhood around = new Neighbourhood(router.fitted().columns());
            for (int j = 0; j < likeness.length; j++) {
                around.add(likeness[j], router.fitted().rows()[j]);
            }
            forecasts[i] = router.forecast(queries.get(i), around, means, true);
        };
        float[][] rows = QueryVectors.of(given, queries);
        if (rows.length == 1) { // a request by itself
            look.row(0, index().row(rows[0]));
        } else {
            Similarity.rows(rows, vectors, look);
        }
        return Forecast.options(arms(), List.of(forecasts));
    }

    private LikenessIndex index() {
        LikenessIndex made = index;
        if (made == null) { // two threads at once make two alike
            made = new LikenessIndex(vectors);
            index = made;
        }
        return made;
    }

    /** Opens the artefact in a folder. */
    public static ArmRouter load(Path folder) {
        return ArmRouterFiles.load(Artifact.open(folder, KIND, ArmRouterFiles.SCHEMA));
    }

    /** Writes the artefact, whole or not at all. */
    public Artifact save(Path folder, boolean overwrite) {
        return Artifact.write(
                folder, ArmRouterFiles.card(this), overwrite, target -> ArmRouterFiles.fill(target, this));
    }

    /** Writes the artefact into a folder already begun, for example by a run, and makes it appear. */
    public void save(AtomicFolder folder) {
        Artifact.write(folder, ArmRouterFiles.card(this), target -> ArmRouterFiles.fill(target, this));
    }
}
