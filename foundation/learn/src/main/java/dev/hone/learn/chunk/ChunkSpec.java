package dev.hone.learn.chunk;

import dev.hone.learn.PlainNetwork;
import dev.hone.learn.Space;
import dev.hone.learn.SpaceCard;
import dev.hone.learn.unet.PlainUnet;
import dev.hone.learn.unet.UnetShape;
import dev.hone.tensor.Activation;
import dev.hone.tensor.Safetensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Everything about a chunked policy but its weights.
 *
 * @param planner how a chunk comes about
 * @param observations what it sees
 * @param actions what it does, one of them
 * @param observationRanges what becomes -1 and 1 of each number seen
 * @param quaternions where in an observation a rotation begins that is told as a quaternion x y z w; a network sees its matrix's columns
 * @param actionRanges what becomes -1 and 1 of each number done; nothing outside is ever done
 * @param present for each number of an action, where an observation shows it as it is now, or -1; the network says how a plan departs from
 *     that. Both must have the same range. Empty if actions start from 0; not read by a U-Net
 * @param horizon actions that are planned at once, at least 1
 * @param executed actions that are done before the next plan, 1 to {@code horizon}
 * @param hidden widths of the network's hidden layers; of a U-Net, channels of its levels
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
        List<Integer> present,
        int horizon,
        int executed,
        List<Integer> hidden,
        int noiseSteps,
        int samplingSteps,
        boolean warmStart) {
    /** How a chunk comes about. */
    public enum Kind {
        /** Noise is taken out of it step by step, by a plain network on the flattened chunk that guesses the clean one. */
        DIFFUSION,
        /** Noise is taken out of it step by step, by a U-Net over time that guesses the noise. */
        UNET,
        /** A network says it at once. */
        REGRESSION;

        /** Whether it begins with noise. */
        public boolean diffuses() {
            return this != REGRESSION;
        }
    }

    private static final Activation ACTIVATION = Activation.SILU;

    public ChunkSpec {
        hidden = List.copyOf(hidden);
        quaternions = List.copyOf(quaternions);
        present = List.copyOf(present);
        requirePresent(present, (Space.Box) observationRanges.space(), (Space.Box) actionRanges.space());
        int size = observationRanges.space().size();
        if (quaternions.stream().anyMatch(at -> at < 0 || at + 4 > size)) {
            throw new IllegalArgumentException("quaternions at " + quaternions + " of " + size + " numbers");
        }
        if (horizon < 1 || executed < 1 || executed > horizon) {
            throw new IllegalArgumentException("chunks of " + horizon + " of which " + executed + " are executed");
        }
        if (planner == Kind.UNET) {
            unet(horizon, Encoder.width(size, quaternions.size()), actions, hidden); // refuses levels that don't fit
        }
    }

    private static void requirePresent(List<Integer> present, Space.Box seen, Space.Box done) {
        if (!present.isEmpty() && present.size() != done.size()) {
            throw new IllegalArgumentException(present.size() + " starts of " + done.size() + " numbers of an action");
        }
        for (int i = 0; i < present.size(); i++) {
            int at = present.get(i);
            if (at >= seen.size() || (at >= 0 && (seen.low(at) != done.low(i) || seen.high(at) != done.high(i)))) {
                throw new IllegalArgumentException("number " + i + " of an action starts from " + at);
            }
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

    /** Numbers that the network sees: for diffusion a chunk, the observation and the time's embedding, else the observation. */
    public int inputWidth() {
        return planner.diffuses() ? chunkWidth() + conditionWidth() + TimeEmbedding.WIDTH : conditionWidth();
    }

    /** Sizes of the U-Net. */
    public UnetShape unet() {
        return unet(horizon, conditionWidth(), actions, hidden);
    }

    private static UnetShape unet(int horizon, int condition, SpaceCard actions, List<Integer> levels) {
        return new UnetShape(horizon, actions.space().size(), condition, TimeEmbedding.WIDTH, levels);
    }

    /** Widths of the plain network from input to output. */
    public List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        widths.add(inputWidth());
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

    /** The plan of staying, for networks that guess chunks. */
    public Present staying() {
        Encoder encoder = encoder();
        int[] at = new int[actionWidth()];
        for (int i = 0; i < at.length; i++) {
            at[i] = present.isEmpty() || present.get(i) < 0 ? -1 : encoder.place(present.get(i));
        }
        return new Present(at);
    }

    /** The normaliser of actions. */
    public Normaliser actionScale() {
        return new Normaliser((Space.Box) actionRanges.space());
    }

    /** The policy with weights from a file. */
    public ChunkPolicy policy(Safetensors weights) {
        return policy(weights::floats);
    }

    /**
     * The policy with these weights, named as {@link ChunkNetwork} names its parameters, without the network's name.
     *
     * @param weights row-major values of a name
     * @throws IllegalArgumentException if a tensor has another size
     */
    public ChunkPolicy policy(Function<String, float[]> weights) {
        return new ChunkPolicy(this, planner(weights));
    }

    private Planner planner(Function<String, float[]> weights) {
        NoiseSchedule schedule = new NoiseSchedule(noiseSteps);
        return switch (planner) {
            case REGRESSION -> new RegressionPlanner(network(weights), staying());
            case DIFFUSION -> planner(new MlpDenoiser(network(weights), staying(), schedule), schedule);
            case UNET -> planner(new UnetDenoiser(new PlainUnet(unet(), weights), inputWidth()), schedule);
        };
    }

    private PlainNetwork network(Function<String, float[]> weights) {
        PlainNetwork network = new PlainNetwork(widths(), ACTIVATION);
        network.load(weights);
        return network;
    }

    private Planner planner(Denoiser denoiser, NoiseSchedule schedule) {
        return new DiffusionPlanner(
                denoiser,
                schedule,
                new DdimSampler(schedule, samplingSteps),
                chunkWidth(),
                warmStart ? executed * actionWidth() : 0);
    }

    /** The same whose plans do or don't start from the last one. */
    public ChunkSpec withWarmStart(boolean warm) {
        return new ChunkSpec(
                planner,
                observations,
                actions,
                observationRanges,
                quaternions,
                actionRanges,
                present,
                horizon,
                executed,
                hidden,
                noiseSteps,
                samplingSteps,
                warm);
    }
}
