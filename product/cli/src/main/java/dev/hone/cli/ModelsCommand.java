package dev.hone.cli;

import dev.hone.transformer.EmbeddedModels;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.decode.Footprint;
import dev.hone.transformer.train.ArithmeticTraining;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hone models}: the models that come with Hone, and the command that made one of them. */
@Command(
        name = "models",
        description = "Lists the models that come with Hone, and what else MODEL may be.",
        subcommands = ModelsCommand.Train.class,
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Runnable {
    @Mixin
    private final Screen screen = new Screen();

    @Override
    public void run() {
        TextTable table = new TextTable("model", "family", "layers", "width", "vocabulary", "context", "memory");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String name : EmbeddedModels.names()) {
            Path folder = EmbeddedModels.folder(name);
            ModelConfig config = ModelConfig.read(folder);
            String memory = Footprint.of(config).toString();
            String family = config.family().name().toLowerCase(java.util.Locale.ROOT);
            table.row(name, family, config.layers(), config.hidden(), config.vocabulary(), config.context(), memory);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("model", name);
            row.put("family", family);
            row.put("layers", config.layers());
            row.put("hidden", config.hidden());
            row.put("vocabulary", config.vocabulary());
            row.put("context", config.context());
            row.put("folder", folder.toString());
            rows.add(row);
        }
        screen.table(table);
        screen.line("");
        screen.line("MODEL may also be a Hugging Face folder (Llama, Qwen2, Qwen3, GPT-2; safetensors),");
        screen.line("or an endpoint: http(s)://host:port/any/prefix/v1#model-name, key from --key-env.");
        screen.rows(rows);
    }

    @Command(
            name = "train",
            description =
                    "Trains the embedded model 'arithmetic' anew: the same seed gives the same bytes on one machine class.",
            mixinStandardHelpOptions = true)
    static final class Train implements Runnable {
        @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the model folder appears.")
        private Path out = Path.of("");

        @Option(names = "--steps", paramLabel = "N", description = "Training steps. Default: ${DEFAULT-VALUE}.")
        private int steps = ArithmeticTraining.STEPS;

        @Mixin
        private final CommonOptions common = new CommonOptions();

        @Override
        public void run() {
            try (ProgressDisplay display = new ProgressDisplay()) {
                ArithmeticTraining.train(common.seed, steps, out, display);
            }
        }
    }
}
