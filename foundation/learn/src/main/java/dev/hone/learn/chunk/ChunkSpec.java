package dev.hone.learn.chunk;

import dev.hone.learn.PlainNetwork;
import dev.hone.learn.Space;
import dev.hone.learn.SpaceCard;
import dev.hone.tensor.Activation;
import dev.hone.tensor.Safetensors;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything about a chunked policy but its weights.
 *
 * @param planner how a chunk comes about
 * @param observations what it sees
 * @param actions what it does, one of them
 * @param observationRanges what becomes -1 and 1 of each number seen
 * @param quaternions where in an observation a rotation begins that is told as a quaternion x y z w; a network sees its matrix's columns
 * @param actionRanges what becomes -1 and 1 of each number done; nothing outside is ever done
 * @param horizon actions that are planned at once, at least 1
 * @param executed actions that are done before the next plan, 1 to {@code horizon}
 * @param hidden widths of the network's hidden layers
 * @param noiseSteps times of the noise schedule; read by diffusion only
 * @param samplingSteps steps from noise to plan; read by diffusion only
 * @param warmStart whether a plan starts from the last one; read by diffusion only
 */
public record ChunkSpec(
        Kind planner,
        SpaceCard observations,
        SpaceCard actions,
        SpaceCard observationRanges,
        List<Integer> quaternions,
        SpaceCard actionRanges,
        int horizon,
        int executed,
        List<Integer> hidden,
        int noiseSteps,
        int samplingSteps,
        boolean warmStart) {
    /** How a chunk comes about. */
    public enum Kind {
        /** Noise is taken out of it step by step. */
        DIFFUSION,
        /** A network says it at once. */
        REGRESSION
    }

    private static final Activation ACTIVATION = Activation.RELU;

    public ChunkSpec {
        hidden = List.copyOf(hidden);
        quaternions = List.copyOf(quaternions);
        int size = observationRanges.space().size();
        if (quaternions.stream().anyMatch(at -> at < 0 || at + 4 > size)) {
            throw new IllegalArgumentException("quaternions at " + quaternions + " of " + size + " numbers");
        }
        if (horizon < 1 || executed < 1 || executed > horizon) {
            throw new IllegalArgumentException("chunks of " + horizon + " of which " + executed + " are executed");
        }
    }

    /** Numbers of an observation. */
    public int observationWidth() {
        return observations.space().size();
    }

    /** Numbers that the network sees of an observation. */
    public int conditionWidth() {
        return Encoder.width(observationWidth(), quaternions.size());
    }

    /** Numbers of an action. */
    public int actionWidth() {
        return actions.space().size();
    }

    /** Numbers of a chunk. */
    public int chunkWidth() {
        return horizon * actionWidth();
    }

    /** Widths of the network from input to output. */
    public List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        widths.add(
                planner == Kind.DIFFUSION
                        ? chunkWidth() + conditionWidth() + TimeEmbedding.WIDTH
                        : conditionWidth());
        widths.addAll(hidden);
        widths.add(chunkWidth());
        return widths;
    }

    /** What stands between the layers. */
    public Activation activation() {
        return ACTIVATION;
    }

    /** What the network sees of an observation. */
    public Encoder encoder() {
        return new Encoder(new Normaliser((Space.Box) observationRanges.space()), quaternions);
    }

    /** The normaliser of actions. */
    public Normaliser actionScale() {
        return new Normaliser((Space.Box) actionRanges.space());
    }

    /** The policy that acts with this very network. */
    public ChunkPolicy policy(PlainNetwork network) {
        return new ChunkPolicy(this, planner(network));
    }

    /** The policy with weights from a file. */
    public ChunkPolicy policy(Safetensors weights) {
        PlainNetwork network = new PlainNetwork(widths(), ACTIVATION);
        network.load(weights);
        return policy(network);
    }

    private Planner planner(PlainNetwork network) {
        if (planner == Kind.REGRESSION) {
            return new RegressionPlanner(network);
        }
        NoiseSchedule schedule = new NoiseSchedule(noiseSteps);
        return new DiffusionPlanner(
                new MlpDenoiser(network, schedule),
                schedule,
                new DdimSampler(schedule, samplingSteps),
                chunkWidth(),
                warmStart ? executed * actionWidth() : 0);
    }

    /** The same with another number of sampling steps or another start. */
    public ChunkSpec sampling(int steps, boolean warm) {
        return new ChunkSpec(
                planner,
                observations,
                actions,
                observationRanges,
                quaternions,
                actionRanges,
                horizon,
                executed,
                hidden,
                noiseSteps,
                steps,
                warm);
    }
}
