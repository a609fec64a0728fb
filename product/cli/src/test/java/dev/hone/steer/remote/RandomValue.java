package dev.hone.steer.remote;

import dev.hone.core.Seeds;
import dev.hone.core.files.AtomicFolder;
import dev.hone.steer.candidate.CandidateTensors;
import dev.hone.steer.candidate.NetworkFolder;
import dev.hone.steer.head.Head;
import dev.hone.steer.head.ValueCard;
import dev.hone.steer.head.ValueFile;
import dev.hone.tensor.Init;
import dev.hone.tensor.TensorData;
import dev.hone.transformer.EmbeddedModels;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.generate.LocalModel;
import dev.hone.transformer.train.TrainableTransformer;
import java.nio.file.Path;
import java.util.Map;

/** A value of the candidate head that nobody trained: it likes and dislikes texts by chance, strongly. */
public final class RandomValue {
    private RandomValue() {}

    /** Writes the artefact. */
    public static void write(Path artifact, LocalModel model) {
        ModelConfig frozen = model.causalModel().config();
        ModelConfig config = CandidateTensors.network(frozen.vocabulary() + CandidateTensors.OWN, frozen.context());
        float[] weight = Init.normal(Seeds.of(8), config.hidden(), 0.2);
        try (AtomicFolder folder = AtomicFolder.create(artifact, false);
                TrainableTransformer network = TrainableTransformer.initial(config, Seeds.of(7))) {
            NetworkFolder.write(
                    NetworkFolder.of(folder.folder()),
                    config,
                    network.parameters().save(),
                    EmbeddedModels.folder(model.name()),
                    model.endTokens());
            ValueFile.write(
                    folder,
                    new ValueCard(
                            Head.CANDIDATE,
                            "chance",
                            model.name(),
                            model.tokenizer().identity(),
                            0,
                            1,
                            64),
                    Map.of(),
                    Map.of(),
                    Map.of(
                            CandidateTensors.WEIGHT, TensorData.of(weight, 1, config.hidden()),
                            CandidateTensors.BIAS, TensorData.of(new float[1], 1)));
        }
    }
}
