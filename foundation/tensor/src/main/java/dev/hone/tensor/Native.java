package dev.hone.tensor;

import dev.hone.core.HoneException;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;

/** The way into the tensor library: loads it once, on one thread per call, and gives its errors a name and shapes. */
final class Native {
    private Native() {}

    /** Parallelism is Hone's: one native thread per call. */
    private static final class Library {
        static {
            torch.set_num_threads(1);
        }

        private Library() {}

        static void touch() {}
    }

    /** Loads the library if that has not happened yet. */
    static void load() {
        try {
            Library.touch();
        } catch (LinkageError e) {
            throw new HoneException(
                    "The tensor library can't be loaded: " + e.getMessage() + ".",
                    "this machine is not Linux on x86-64, or the disk that holds ~/.javacpp is full",
                    e);
        }
    }

    /**
     * Runs one native operation.
     *
     * @throws IllegalStateException if no scope is open or an operand's scope is closed
     * @throws IllegalArgumentException if the library refuses, most often because of shapes
     */
    static Tensor call(String operation, Supplier<org.bytedeco.pytorch.Tensor> body, Tensor... operands) {
        if (PointerScope.getInnerScope() == null) {
            throw new IllegalStateException(operation + ": no Scope is open on this thread");
        }
        for (Tensor operand : operands) {
            operand.handle();
        }
        try {
            return new Tensor(body.get());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    operation + " of "
                            + Arrays.stream(operands)
                                    .map(t -> Arrays.toString(t.shape()))
                                    .collect(Collectors.joining(" and "))
                            + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    static Scalar scalar(double value) {
        return new Scalar(value);
    }
}
