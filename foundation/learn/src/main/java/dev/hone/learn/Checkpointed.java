package dev.hone.learn;

import dev.hone.tensor.AdamW;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Safetensors;
import dev.hone.tensor.TensorData;
import dev.hone.tensor.dense.FlatAdam;
import dev.hone.tensor.dense.FlatParameters;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A learner whose whole state can go to a folder and come back, by {@link Checkpoint}. */
public interface Checkpointed {
    /** What must be the same for a checkpoint to fit. */
    Identity identity();

    /** Everything that later results depend on, by name. */
    SequencedMap<String, Part> parts();

    /** Called when all parts are loaded. */
    void loaded();

    /**
     * What a checkpoint is of.
     *
     * @param learner for example "ppo"
     * @param environments how many step together
     * @param settings in any form that tells equal ones from others
     */
    record Identity(
            String learner,
            String environment,
            SpaceCard observations,
            SpaceCard actions,
            int environments,
            String settings) {
        public static Identity of(String learner, VectorEnvironment environments, Object settings) {
            Environment first = environments.environment(0);
            return new Identity(
                    learner,
                    first.name(),
                    SpaceCard.of(first.observations()),
                    SpaceCard.of(first.actions()),
                    environments.count(),
                    settings.toString());
        }
    }

    /** A piece of state that goes to a file of its own. */
    interface Part {
        SequencedMap<String, TensorData> save();

        void load(Safetensors file);

        static Part of(Parameters parameters) {
            return of(parameters::save, parameters::load);
        }

        static Part of(FlatParameters parameters) {
            return of(parameters::save, parameters::load);
        }

        static Part of(FlatAdam optimizer) {
            return of(optimizer::save, optimizer::load);
        }

        static Part of(AdamW optimizer) {
            return of(optimizer::save, optimizer::load);
        }

        /** State that is written to a snapshot and read from one. */
        static Part of(Consumer<Snapshot.Writer> save, Consumer<Snapshot.Reader> load) {
            return of(
                    () -> {
                        Snapshot.Writer to = Snapshot.writer();
                        save.accept(to);
                        long[] words = to.done().words();
                        var tensors = new LinkedHashMap<String, TensorData>();
                        tensors.put("words", TensorData.of(words, words.length));
                        return tensors;
                    },
                    file -> {
                        Snapshot.Reader from = Snapshot.of(file.longs("words")).reader();
                        load.accept(from);
                        from.end();
                    });
        }

        private static Part of(Supplier<SequencedMap<String, TensorData>> save, Consumer<Safetensors> load) {
            return new Part() {
                @Override
                public SequencedMap<String, TensorData> save() {
                    return save.get();
                }

                @Override
                public void load(Safetensors file) {
                    load.accept(file);
                }
            };
        }
    }
}
