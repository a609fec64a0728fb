package dev.hone.transformer;

import dev.hone.core.HoneException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code config.json} into a {@link ModelConfig}. An entry that would change results and is not implemented is an
 * error by its name: silently dropping one gives a model that talks, but not the model in the folder.
 */
final class ConfigReader {
    /** Entries that scale, cap or reroute numbers on the way; absent, null, false, 0 and empty are harmless. */
    private static final List<String> CHANGES_RESULTS = List.of(
            "quantization_config",
            "num_experts",
            "num_local_experts",
            "n_routed_experts",
            "num_experts_per_tok",
            "moe_intermediate_size",
            "logit_scale",
            "logits_scaling",
            "final_logit_softcapping",
            "attn_logit_softcapping",
            "embedding_multiplier",
            "residual_multiplier",
            "attention_multiplier",
            "query_pre_attn_scalar",
            "attention_chunk_size",
            "is_encoder_decoder",
            "add_cross_attention",
            "scale_attn_by_inverse_layer_idx",
            "alibi",
            "parallel_attn");

    private static final Set<String> TANH_GELU = Set.of("gelu_new", "gelu_pytorch_tanh", "gelu_fast");

    private ConfigReader() {}

    static ModelConfig read(Path file) {
        JsonObject config = JsonObject.read(file, "point at a Hugging Face model folder; it holds config.json");
        Family family = family(config);
        config.refuseWhenSet(CHANGES_RESULTS);
        if (config.has("auto_map")) {
            throw config.refuse("auto_map", "this folder brings code of its own; use a model of a plain family");
        }
        try {
            return family == Family.GPT2 ? gpt2(config) : llamaLike(config, family);
        } catch (IllegalArgumentException e) {
            throw new HoneException(
                    config.place() + " describes no possible model: " + e.getMessage() + ".",
                    "the file was edited by hand; fetch it again",
                    e);
        }
    }

    private static Family family(JsonObject config) {
        String known = Arrays.stream(Family.values()).map(Family::modelType).collect(Collectors.joining(", "));
        String type = config.text("model_type")
                .orElseThrow(() -> new HoneException(
                        config.place() + " has no 'model_type'.", "use a model of one of the families " + known));
        Family family = Arrays.stream(Family.values())
                .filter(f -> f.modelType().equals(type))
                .findFirst()
                .orElseThrow(() -> config.refuse("model_type", "use a model of one of the families " + known));
        List<String> architectures = config.texts("architectures");
        if (!architectures.isEmpty() && !architectures.contains(family.architecture())) {
            throw config.refuse("architectures", "use a folder with a language-model head, " + family.architecture());
        }
        return family;
    }

    private static ModelConfig llamaLike(JsonObject config, Family family) {
        String activation = config.text("hidden_act").orElse("silu");
        if (!activation.equals("silu")) {
            throw config.refuse("hidden_act", "use a model with silu");
        }
        int layers = config.integer("num_hidden_layers");
        int heads = config.positive("num_attention_heads");
        int hidden = config.integer("hidden_size");
        int context = config.integer("max_position_embeddings");
        refuseSlidingWindows(config, family, context, layers);
        RopeSettings rope = RopeSettings.of(config);
        boolean bias = config.flag("attention_bias", false);
        return new ModelConfig(
                family,
                config.integer("vocab_size"),
                hidden,
                config.integer("intermediate_size"),
                layers,
                heads,
                config.optionalInteger("num_key_value_heads").orElse(heads),
                config.optionalInteger("head_dim").orElse(family == Family.QWEN3 ? 128 : hidden / heads),
                context,
                config.number("rms_norm_eps").orElse(1e-6),
                rope.theta(),
                rope.scaling(),
                config.flag("tie_word_embeddings", false),
                family == Family.QWEN2 || bias,
                family != Family.QWEN2 && bias,
                config.flag("mlp_bias", false));
    }

    /** Qwen's files carry a window that is only used where {@code use_sliding_window} says so. */
    private static void refuseSlidingWindows(JsonObject config, Family family, int context, int layers) {
        String advice = "use a model that attends to its whole context";
        if (config.texts("layer_types").stream().anyMatch(type -> !type.equals("full_attention"))) {
            throw config.refuse("layer_types", advice);
        }
        boolean windowed = config.flag("use_sliding_window", family == Family.LLAMA);
        int window = config.optionalInteger("sliding_window").orElse(context);
        int fullLayers = config.optionalInteger("max_window_layers").orElse(0);
        if (windowed && window < context && fullLayers < layers) {
            throw config.refuse("sliding_window", advice);
        }
    }

    private static ModelConfig gpt2(JsonObject config) {
        String activation = config.text("activation_function").orElse("gelu_new");
        if (!TANH_GELU.contains(activation)) {
            throw config.refuse("activation_function", "use a model with gelu_new");
        }
        if (!config.flag("scale_attn_weights", true)) {
            throw config.refuse("scale_attn_weights", "use a model whose attention is scaled");
        }
        int hidden = config.integer("n_embd");
        int heads = config.positive("n_head");
        if (hidden % heads != 0) {
            throw new IllegalArgumentException("a width of " + hidden + " can't be cut into " + heads + " heads");
        }
        return new ModelConfig(
                Family.GPT2,
                config.integer("vocab_size"),
                hidden,
                config.optionalInteger("n_inner").orElse(4 * hidden),
                config.integer("n_layer"),
                heads,
                heads,
                hidden / heads,
                config.optionalInteger("n_positions").orElseGet(() -> config.integer("n_ctx")),
                config.number("layer_norm_epsilon").orElse(1e-5),
                10_000,
                Optional.empty(),
                config.flag("tie_word_embeddings", true),
                true,
                true,
                true);
    }

    /** The rotary entries, in the older spelling ({@code rope_theta}, {@code rope_scaling}) or the newer. */
    private record RopeSettings(double theta, Optional<RopeScaling> scaling) {
        static RopeSettings of(JsonObject config) {
            Optional<JsonObject> newer = config.object("rope_parameters");
            double theta = newer.flatMap(parameters -> parameters.number("rope_theta"))
                    .or(() -> config.number("rope_theta"))
                    .orElse(10_000.0);
            Optional<JsonObject> entries = newer.or(() -> config.object("rope_scaling"));
            requireWholeHeads(config);
            entries.ifPresent(RopeSettings::requireWholeHeads);
            return new RopeSettings(theta, entries.flatMap(RopeSettings::scaling));
        }

        private static void requireWholeHeads(JsonObject entries) {
            if (entries.number("partial_rotary_factor").orElse(1.0) != 1.0) {
                throw entries.refuse("partial_rotary_factor", "use a model that rotates whole heads");
            }
        }

        private static Optional<RopeScaling> scaling(JsonObject rope) {
            String key = rope.has("rope_type") ? "rope_type" : "type";
            return switch (rope.text(key).orElse("default")) {
                case "default" -> Optional.empty();
                case "linear" -> Optional.of(new RopeScaling.Linear(rope.require("factor")));
                case "llama3" ->
                    Optional.of(new RopeScaling.Llama3(
                            rope.require("factor"),
                            rope.require("low_freq_factor"),
                            rope.require("high_freq_factor"),
                            rope.integer("original_max_position_embeddings")));
                default -> throw rope.refuse(key, "use a model with linear, llama3 or no rope scaling");
            };
        }
    }

    /** Whether a value would have an effect in the places listed in {@link #CHANGES_RESULTS}. */
    static boolean isSet(JsonNode value) {
        boolean empty = value.isMissingNode() || value.isNull() || (value.isContainer() && value.isEmpty());
        boolean zero = value.isNumber() && value.doubleValue() == 0;
        return !empty && !zero && !(value.isBoolean() && !value.booleanValue());
    }
}
