package dev.hone.tensor;

/** What stands between two linear layers. */
public enum Activation {
    RELU,
    GELU,
    SILU,
    TANH;

    public Tensor apply(Tensor x) {
        return switch (this) {
            case RELU -> Functional.relu(x);
            case GELU -> Functional.gelu(x);
            case SILU -> Functional.silu(x);
            case TANH -> Functional.tanh(x);
        };
    }
}
