package dev.hone.transformer.train;

import static dev.hone.transformer.train.ArithmeticVocabulary.BOS_TEXT;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.tensor.Safetensors;
import dev.hone.transformer.ModelConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the trained model as the Hugging Face folder that any reader of that format opens. */
final class ArithmeticFolder {
    private ArithmeticFolder() {}

    /**
     * Writes all files of the folder; it must be there.
     *
     * @param provenance what made the weights; goes into their file's metadata
     */
    static void write(Path folder, TrainableTransformer model, Map<String, String> provenance) {
        write(folder.resolve("config.json"), config(model.config()));
        write(folder.resolve("generation_config.json"), generation());
        write(folder.resolve("tokenizer.json"), tokenizer());
        write(folder.resolve("tokenizer_config.json"), tokenizerConfig(model.config()));
        var metadata = new LinkedHashMap<>(provenance);
        metadata.put("format", "pt");
        Safetensors.write(
                folder.resolve("model.safetensors"), model.parameters().save(), metadata);
    }

    private static Map<String, Object> config(ModelConfig config) {
        return ordered(
                "architectures", List.of(config.family().architecture()),
                "model_type", config.family().modelType(),
                "vocab_size", config.vocabulary(),
                "hidden_size", config.hidden(),
                "intermediate_size", config.intermediate(),
                "num_hidden_layers", config.layers(),
                "num_attention_heads", config.heads(),
                "num_key_value_heads", config.keyValueHeads(),
                "head_dim", config.headDimension(),
                "hidden_act", "silu",
                "max_position_embeddings", config.context(),
                "rms_norm_eps", config.normEpsilon(),
                "rope_theta", config.ropeTheta(),
                "tie_word_embeddings", config.tiedEmbeddings(),
                "attention_bias", config.attentionBias(),
                "mlp_bias", config.mlpBias(),
                "torch_dtype", "float32",
                "pad_token_id", 0,
                "bos_token_id", ArithmeticVocabulary.BOS,
                "eos_token_id", ArithmeticVocabulary.EOS);
    }

    private static Map<String, Object> generation() {
        return ordered(
                "pad_token_id", 0, "bos_token_id", ArithmeticVocabulary.BOS, "eos_token_id", ArithmeticVocabulary.EOS);
    }

    /** Every character is a word; the beginning token is put before each text. */
    private static Map<String, Object> tokenizer() {
        var special = new ArrayList<Map<String, Object>>();
        for (String token : ArithmeticVocabulary.SPECIAL) {
            special.add(ordered(
                    "id", special.size(),
                    "content", token,
                    "single_word", false,
                    "lstrip", false,
                    "rstrip", false,
                    "normalized", false,
                    "special", true));
        }
        Map<String, Object> bos = ordered("SpecialToken", ordered("id", BOS_TEXT, "type_id", 0));
        Map<String, Object> first = ordered("Sequence", ordered("id", "A", "type_id", 0));
        Map<String, Object> second = ordered("Sequence", ordered("id", "B", "type_id", 1));
        return ordered(
                "version",
                "1.0",
                "added_tokens",
                special,
                "pre_tokenizer",
                ordered(
                        "type",
                        "Split",
                        "pattern",
                        ordered("Regex", "[\\s\\S]"),
                        "behavior",
                        "Isolated",
                        "invert",
                        false),
                "post_processor",
                ordered(
                        "type",
                        "TemplateProcessing",
                        "single",
                        List.of(bos, first),
                        "pair",
                        List.of(bos, first, second),
                        "special_tokens",
                        ordered(
                                BOS_TEXT,
                                ordered(
                                        "id",
                                        BOS_TEXT,
                                        "ids",
                                        List.of(ArithmeticVocabulary.BOS),
                                        "tokens",
                                        List.of(BOS_TEXT)))),
                "decoder",
                ordered("type", "Fuse"),
                "model",
                ordered("type", "WordLevel", "vocab", ArithmeticVocabulary.ids(), "unk_token", "<unk>"));
    }

    private static Map<String, Object> tokenizerConfig(ModelConfig config) {
        return ordered(
                "tokenizer_class", "PreTrainedTokenizerFast",
                "model_max_length", config.context(),
                "pad_token", "<pad>",
                "bos_token", BOS_TEXT,
                "eos_token", "<eos>",
                "unk_token", "<unk>",
                "clean_up_tokenization_spaces", false);
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static void write(Path file, Map<String, Object> content) {
        try {
            Files.writeString(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
        } catch (IOException e) {
            throw new HoneException("The file " + file + " can't be written: " + e + ".", "the disk is full", e);
        }
    }
}
