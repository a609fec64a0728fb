package dev.hone.transformer.generate;

import dev.hone.core.HoneException;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.decode.Footprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A name for the model in a folder that follows from its weight files, wherever the folder is and whatever it is called. */
final class ModelName {
    private ModelName() {}

    /** For example {@code llama-15M-0f3a9c1d}: family, millions of weights, hash of the weight files. */
    static String of(Path folder, ModelConfig config) {
        long millions = Math.round(Footprint.of(config).weights() / (double) Float.BYTES / 1e6);
        return config.family().modelType() + "-" + millions + "M-" + hash(folder);
    }

    private static String hash(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> weights = files.filter(file -> file.toString().endsWith(".safetensors"))
                    .sorted()
                    .toList();
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (Path file : weights) {
                try (InputStream in = Files.newInputStream(file)) {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        digest.update(buffer, 0, n);
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 4);
        } catch (IOException e) {
            throw new HoneException("Can't read the weights in " + folder + ": " + e + ".", "check its permissions", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
