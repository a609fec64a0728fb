package dev.hone.budget.arms;

import dev.hone.core.HoneException;
import dev.hone.core.artifact.Artifact;
import dev.hone.core.artifact.Card;
import dev.hone.core.statistics.Interval;
import dev.hone.lm.Price;
import dev.hone.tensor.Safetensors;
import dev.hone.tensor.TensorData;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a router lies in its folder: the card, and the fitted queries' vectors and outcomes as weights. */
final class ArmRouterFiles {
    static final int SCHEMA = 1;

    private static final String VECTORS = "vectors";
    private static final String OUTCOMES = "outcomes";

    /** What the card holds beside provenance and held-out numbers. */
    record Content(
            String features,
            List<String> arms,
            CostUnit unit,
            List<Price> prices,
            FixedMix mix,
            Kind known,
            Kind unseen,
            double familiar,
            List<String> findings) {}

    /** A regime; without numbers where it could not be tried. */
    record Kind(
            ArmHead head,
            @Nullable Double gain,
            @Nullable Double low,
            @Nullable Double high) {
        static Kind of(Regime regime) {
            Interval gain = regime.gain();
            return gain.isDefined() && gain.isBounded()
                    ? new Kind(regime.head(), gain.estimate(), gain.low(), gain.high())
                    : new Kind(regime.head(), null, null, null);
        }

        Regime regime() {
            return new Regime(
                    head,
                    gain == null || low == null || high == null ? Interval.UNDEFINED : new Interval(gain, low, high));
        }
    }

    private ArmRouterFiles() {}

    static Card card(ArmRouter artefact) {
        Router router = artefact.router();
        Content content = new Content(
                artefact.features(),
                artefact.arms(),
                router.costs().unit(),
                router.costs().prices(),
                router.mix(),
                Kind.of(router.known()),
                Kind.of(router.unseen()),
                router.familiar(),
                artefact.findings());
        return Card.of(ArmRouter.KIND, SCHEMA, artefact.provenance(), artefact.heldOut(), content);
    }

    static void fill(Path folder, ArmRouter artefact) {
        double[][] rows = artefact.router().fitted().rows();
        float[][] outcomes = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            outcomes[i] = new float[rows[i].length];
            for (int c = 0; c < rows[i].length; c++) {
                outcomes[i][c] = (float) rows[i][c];
            }
        }
        Safetensors.write(
                Artifact.weights(folder),
                Map.of(VECTORS, tensor(artefact.vectors()), OUTCOMES, tensor(outcomes)),
                Map.of());
    }

    static ArmRouter load(Artifact artifact) {
        Content content = artifact.card().content(Content.class);
        Costs costs = new Costs(content.unit(), content.arms(), content.prices());
        try (Safetensors weights = Safetensors.open(artifact.weights())) {
            float[][] vectors = rows(weights, VECTORS);
            float[][] outcomes = rows(weights, OUTCOMES);
            Outcomes fitted = new Outcomes(doubles(outcomes), costs.arms().size(), costs.countsTokens());
            if (outcomes.length != vectors.length || outcomes[0].length != fitted.columns()) {
                throw new HoneException(
                        "The weights hold " + vectors.length + " vectors and " + outcomes.length + " outcomes of "
                                + outcomes[0].length + " numbers; the card needs " + fitted.columns() + ".",
                        "card and weights are of two routers; fit it again");
            }
            Router router = new Router(
                    costs,
                    fitted,
                    content.mix(),
                    content.known().regime(),
                    content.unseen().regime(),
                    content.familiar());
            return new ArmRouter(
                    content.features(),
                    vectors,
                    router,
                    artifact.card().heldOut(),
                    content.findings(),
                    artifact.card().provenance());
        }
    }

    private static TensorData tensor(float[][] rows) {
        int width = rows[0].length;
        float[] flat = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * width, width);
        }
        return TensorData.of(flat, rows.length, width);
    }

    private static float[][] rows(Safetensors weights, String name) {
        long[] shape = weights.shape(name);
        if (shape.length != 2 || shape[0] < 1) {
            throw new HoneException("The weights '" + name + "' are no table.", "fit the router again");
        }
        float[] flat = weights.floats(name);
        float[][] rows = new float[(int) shape[0]][(int) shape[1]];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(flat, i * rows[i].length, rows[i], 0, rows[i].length);
        }
        return rows;
    }

    private static double[][] doubles(float[][] rows) {
        double[][] doubles = new double[rows.length][rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < rows[i].length; c++) {
                doubles[i][c] = rows[i][c];
            }
        }
        return doubles;
    }
}
