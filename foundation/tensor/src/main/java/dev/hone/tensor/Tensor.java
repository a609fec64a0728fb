package dev.hone.tensor;

import static dev.hone.tensor.Native.call;
import static dev.hone.tensor.Native.scalar;

import java.util.Arrays;
import java.util.function.Function;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * An array of numbers in native memory that remembers how it was computed.
 *
 * <p>Values are float32 unless they came from doubles (float64), from integers (int64, for indices) or from a comparison
 * (bool). Operations follow PyTorch's rules for shapes and broadcasting; dimensions are counted from 0, or from the end with
 * -1. They leave their operands unchanged and give a tensor that belongs to the innermost {@link Scope}.
 *
 * <p>Every operation throws {@code IllegalArgumentException} with its name and the shapes if the shapes don't fit, and
 * {@code IllegalStateException} outside a scope.
 */
public final class Tensor implements AutoCloseable {
    private final org.bytedeco.pytorch.Tensor handle;

    Tensor(org.bytedeco.pytorch.Tensor handle) {
        this.handle = handle;
    }

    /** @throws IllegalStateException if the memory is already freed */
    org.bytedeco.pytorch.Tensor handle() {
        if (handle.isNull()) {
            throw new IllegalStateException("a tensor was used after its scope was closed");
        }
        return handle;
    }

    // Making one

    /** Float32 values in row-major order. */
    public static Tensor of(float[] values, long... shape) {
        return filled("float values", ScalarType.Float, values.length, shape, t -> {
            t.data_ptr_float().put(values);
            return t;
        });
    }

    /** Float64 values in row-major order. */
    public static Tensor of(double[] values, long... shape) {
        return filled("double values", ScalarType.Double, values.length, shape, t -> {
            t.data_ptr_double().put(values);
            return t;
        });
    }

    /** Int64 values in row-major order: token ids, class numbers, indices. */
    public static Tensor of(long[] values, long... shape) {
        return filled("long values", ScalarType.Long, values.length, shape, t -> {
            t.data_ptr_long().put(values);
            return t;
        });
    }

    /** The same as int64. */
    public static Tensor of(int[] values, long... shape) {
        return of(Arrays.stream(values).asLongStream().toArray(), shape);
    }

    public static Tensor zeros(long... shape) {
        return call("zeros", () -> torch.zeros(shape));
    }

    /** Float32, every value the same. */
    public static Tensor full(double value, long... shape) {
        return call("full", () -> torch.full(shape, scalar(value), new TensorOptions(ScalarType.Float)));
    }

    private static Tensor filled(
            String operation,
            ScalarType type,
            int length,
            long[] shape,
            Function<org.bytedeco.pytorch.Tensor, org.bytedeco.pytorch.Tensor> fill) {
        long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (count != length) {
            throw new IllegalArgumentException(length + " " + operation + " for the shape " + Arrays.toString(shape));
        }
        return call(operation, () -> {
            var tensor = torch.zeros(shape, new TensorOptions(type));
            return length == 0 ? tensor : fill.apply(tensor);
        });
    }

    // Looking at one

    /** Sizes of the dimensions; empty for a single number. */
    public long[] shape() {
        return handle().shape();
    }

    /** Size of one dimension. */
    public long size(int dim) {
        return handle().size(dim);
    }

    /** How many values it has. */
    public long count() {
        return handle().numel();
    }

    /** The only value of a tensor that has one. */
    public double item() {
        if (count() != 1) {
            throw new IllegalArgumentException("item of " + Arrays.toString(shape()) + ": more than one value");
        }
        return handle().item_double();
    }

    /** A copy of the values in row-major order, whatever their type. */
    public float[] floats() {
        try (var _ = new Scope()) {
            float[] values = new float[Math.toIntExact(count())];
            if (values.length > 0) {
                plain("floats", ScalarType.Float).handle.data_ptr_float().get(values);
            }
            return values;
        }
    }

    /** A copy of the values in row-major order, whatever their type. */
    public double[] doubles() {
        try (var _ = new Scope()) {
            double[] values = new double[Math.toIntExact(count())];
            if (values.length > 0) {
                plain("doubles", ScalarType.Double).handle.data_ptr_double().get(values);
            }
            return values;
        }
    }

    /** A copy of the values in row-major order, fractions dropped. */
    public long[] longs() {
        try (var _ = new Scope()) {
            long[] values = new long[Math.toIntExact(count())];
            if (values.length > 0) {
                plain("longs", ScalarType.Long).handle.data_ptr_long().get(values);
            }
            return values;
        }
    }

    private Tensor plain(String operation, ScalarType type) {
        return call(operation, () -> handle.detach().cpu().to(type).contiguous(), this);
    }

    /** Where it lives: {@code cpu}, {@code cuda:0}. */
    public String device() {
        return handle().device().str().getString();
    }

    /** A copy on another device, itself if it is there already. */
    public Tensor to(String device) {
        return call(
                "to " + device,
                () -> handle.to(new Device(device), handle.dtype().toScalarType()),
                this);
    }

    /** The same values as float32: of a mask, zeros and ones. */
    public Tensor toFloat() {
        return call("toFloat", () -> handle.to(ScalarType.Float), this);
    }

    /** The same values as int64, fractions dropped. */
    public Tensor toLong() {
        return call("toLong", () -> handle.to(ScalarType.Long), this);
    }

    /** The same values as float64. */
    public Tensor toDouble() {
        return call("toDouble", () -> handle.to(ScalarType.Double), this);
    }

    // Ownership

    /** Takes this tensor out of its scope's hands: it lives until {@link #close}. */
    public Tensor keep() {
        handle.retainReference();
        return this;
    }

    /** Frees a kept tensor. A tensor of a scope needs no closing. */
    @Override
    public void close() {
        handle.close();
    }

    // Gradients

    /** Marks a tensor as a parameter, for which {@link #backward} computes a gradient. */
    public Tensor requireGradient() {
        handle.set_requires_grad(true);
        return this;
    }

    /** Adds the gradient of this single number to every parameter that it depends on. */
    public void backward() {
        call(
                "backward",
                () -> {
                    handle.backward();
                    return handle;
                },
                this);
    }

    /**
     * The gradient collected so far, of the parameter's shape.
     *
     * @throws IllegalStateException if no backward pass has reached this tensor
     */
    public Tensor gradient() {
        Tensor gradient = call("gradient", handle::grad, this);
        if (!gradient.handle.defined()) {
            throw new IllegalStateException("no backward pass has reached this tensor of " + Arrays.toString(shape()));
        }
        return gradient;
    }

    /** The same values, cut off from how they were computed. */
    public Tensor detach() {
        return call("detach", handle::detach, this);
    }

    // Arithmetic, element by element

    public Tensor add(Tensor other) {
        return call("add", () -> handle.add(other.handle), this, other);
    }

    public Tensor add(double number) {
        return call("add", () -> handle.add(scalar(number)), this);
    }

    public Tensor sub(Tensor other) {
        return call("sub", () -> handle.sub(other.handle), this, other);
    }

    public Tensor mul(Tensor other) {
        return call("mul", () -> handle.mul(other.handle), this, other);
    }

    public Tensor mul(double number) {
        return call("mul", () -> handle.mul(scalar(number)), this);
    }

    public Tensor div(Tensor other) {
        return call("div", () -> handle.div(other.handle), this, other);
    }

    public Tensor neg() {
        return call("neg", handle::neg, this);
    }

    public Tensor square() {
        return call("square", handle::square, this);
    }

    public Tensor sqrt() {
        return call("sqrt", handle::sqrt, this);
    }

    public Tensor exp() {
        return call("exp", handle::exp, this);
    }

    /** Natural logarithm. */
    public Tensor log() {
        return call("log", handle::log, this);
    }

    /** Logarithm of the absolute value of the gamma function; its derivative is the digamma function. */
    public Tensor lgamma() {
        return call("lgamma", () -> torch.lgamma(handle), this);
    }

    /** Values below {@code low} become {@code low}, those above {@code high} become {@code high}; no gradient there. */
    public Tensor clamp(double low, double high) {
        return call(
                "clamp", () -> handle.clamp(new ScalarOptional(scalar(low)), new ScalarOptional(scalar(high))), this);
    }

    /** True where a value is above the number. */
    public Tensor greater(double number) {
        return call("greater", () -> handle.gt(scalar(number)), this);
    }

    /** This mask's choice: a value of {@code yes} where it is true, of {@code no} elsewhere. */
    public Tensor choose(Tensor yes, Tensor no) {
        return call("choose", () -> torch.where(handle, yes.handle, no.handle), this, yes, no);
    }

    /** The larger of each two values; where they are equal, both get half the gradient. */
    public Tensor maximum(Tensor other) {
        return call("maximum", () -> torch.maximum(handle, other.handle), this, other);
    }

    /** The smaller of each two values; where they are equal, both get half the gradient. */
    public Tensor minimum(Tensor other) {
        return call("minimum", () -> torch.minimum(handle, other.handle), this, other);
    }

    // Sums

    public Tensor sum() {
        return call("sum", handle::sum, this);
    }

    /** Sums over one dimension, which is kept with size 1 or dropped. */
    public Tensor sum(int dim, boolean keep) {
        return call("sum", () -> handle.sum(new long[] {dim}, keep, new ScalarTypeOptional()), this);
    }

    public Tensor mean() {
        return call("mean", handle::mean, this);
    }

    /** Mean over one dimension, which is kept with size 1 or dropped. */
    public Tensor mean(int dim, boolean keep) {
        return call("mean", () -> handle.mean(new long[] {dim}, keep, new ScalarTypeOptional()), this);
    }

    /** Logarithm of the sum of exponentials over one dimension, which is dropped. */
    public Tensor logSumExp(int dim) {
        return call("logSumExp", () -> handle.logsumexp(new long[] {dim}, false), this);
    }

    // Products and shapes

    /** Matrix product over the last two dimensions: [.., a, b] and [.., b, c] give [.., a, c]. */
    public Tensor matmul(Tensor other) {
        return call("matmul", () -> handle.matmul(other.handle), this, other);
    }

    /** The same values in another shape; one size may be -1. */
    public Tensor reshape(long... shape) {
        return call("reshape to " + Arrays.toString(shape), () -> handle.reshape(shape), this);
    }

    public Tensor transpose(int dim, int other) {
        return call("transpose", () -> handle.transpose(dim, other), this);
    }

    /** Values {@code start .. start + length - 1} of one dimension; shares memory with this tensor. */
    public Tensor narrow(int dim, long start, long length) {
        return call("narrow", () -> handle.narrow(dim, start, length), this);
    }

    /** One value of a dimension, which is dropped; shares memory with this tensor. */
    public Tensor select(int dim, long index) {
        return call("select", () -> handle.select(dim, index), this);
    }

    /** A new dimension of size 1 before {@code dim}. */
    public Tensor unsqueeze(int dim) {
        return call("unsqueeze", () -> handle.unsqueeze(dim), this);
    }

    /** Repeats dimensions of size 1 without copying; -1 leaves a size as it is. */
    public Tensor expand(long... shape) {
        return call("expand to " + Arrays.toString(shape), () -> handle.expand(shape), this);
    }

    /** Along one dimension, the values at {@code index}, an int64 tensor of the result's shape. */
    public Tensor gather(int dim, Tensor index) {
        return call("gather", () -> handle.gather(dim, index.handle), this, index);
    }

    /** Along one dimension, the slices at {@code index}, an int64 vector. */
    public Tensor pick(int dim, Tensor index) {
        return call("pick", () -> handle.index_select(dim, index.handle), this, index);
    }

    /** Joins tensors along a dimension they have. */
    public static Tensor cat(int dim, Tensor... parts) {
        return call("cat", () -> torch.cat(vector(parts), dim), parts);
    }

    /** Joins tensors of one shape along a new dimension. */
    public static Tensor stack(int dim, Tensor... parts) {
        return call("stack", () -> torch.stack(vector(parts), dim), parts);
    }

    private static TensorVector vector(Tensor[] parts) {
        var vector = new TensorVector();
        for (Tensor part : parts) {
            vector.push_back(part.handle);
        }
        return vector;
    }
}
