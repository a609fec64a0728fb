package dev.hone.embedding;

import ai.onnxruntime.OrtEnvironment;
import dev.hone.core.files.NativeLibraries;
import java.util.List;
import java.util.Locale;

/** Where ONNX Runtime finds its native code: one file for all processes instead of 16 MB unpacked by each. */
final class OnnxLibraries {
    private static final List<String> NAMES = List.of("onnxruntime", "onnxruntime4j_jni");

    private OnnxLibraries() {}

    /** Must come before the first use of {@link OrtEnvironment}; a path that the user chose stays. */
    static void choose() {
        String folder = "/ai/onnxruntime/native/" + platform() + "/";
        for (String name : NAMES) {
            String property = "onnxruntime.native." + name + ".path";
            if (System.getProperty(property) == null) {
                NativeLibraries.file(OrtEnvironment.class, folder + System.mapLibraryName(name))
                        .ifPresent(file -> System.setProperty(property, file.toString()));
            }
        }
    }

    /** The folder of this machine's libraries in the jar; where it guesses wrong, nothing is found and nothing is set. */
    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String os = system.startsWith("win") ? "win" : system.startsWith("mac") ? "osx" : "linux";
        String arch = System.getProperty("os.arch", "");
        return os + "-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x64" : arch);
    }
}
