package dev.hone.transformer;

/**
 * The model families Hone decodes. They share one decoder: what sets them apart is written down here and in
 * {@link ModelConfig}, not in subclasses.
 */
public enum Family {
    /** RMSNorm, rotary positions, SwiGLU, grouped queries; no biases unless the configuration asks for them. */
    LLAMA("llama", "LlamaForCausalLM"),
    /** Llama with biases on queries, keys and values. */
    QWEN2("qwen2", "Qwen2ForCausalLM"),
    /** Llama with an RMSNorm over every query and key head, and a head dimension of its own. */
    QWEN3("qwen3", "Qwen3ForCausalLM"),
    /** LayerNorm, learned positions, GELU (tanh form), biases everywhere, weights stored input-major. */
    GPT2("gpt2", "GPT2LMHeadModel");

    private final String modelType;
    private final String architecture;

    Family(String modelType, String architecture) {
        this.modelType = modelType;
        this.architecture = architecture;
    }

    /** The {@code model_type} of a {@code config.json}. */
    public String modelType() {
        return modelType;
    }

    /** The entry of {@code architectures} that has a language-model head. */
    public String architecture() {
        return architecture;
    }

    /** Positions rotate queries and keys (all families but GPT-2, which adds learned position vectors). */
    public boolean rotary() {
        return this != GPT2;
    }

    /** Queries and keys pass an RMSNorm per head before they are rotated. */
    public boolean normalisesQueriesAndKeys() {
        return this == QWEN3;
    }
}
