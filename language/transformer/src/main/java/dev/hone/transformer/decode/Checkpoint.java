package dev.hone.transformer.decode;

import dev.hone.core.HoneException;
import dev.hone.tensor.Safetensors;
import dev.hone.transformer.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The weight files of a model folder: {@code model.safetensors}, or the shards that its index names. */
public final class Checkpoint implements AutoCloseable {
    static final String SINGLE = "model.safetensors";
    static final String INDEX = "model.safetensors.index.json";

    private final Path folder;
    private final Map<String, Safetensors> shards = new LinkedHashMap<>();
    private final Map<String, Safetensors> tensors = new HashMap<>();

    private Checkpoint(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens the file, or the files of the index, and checks their headers.
     *
     * @throws HoneException if the folder has no weights in safetensors, or one of its files is unsound
     */
    public static Checkpoint open(Path folder) {
        Checkpoint checkpoint = new Checkpoint(folder);
        try {
            if (Files.isRegularFile(folder.resolve(SINGLE))) {
                Safetensors shard = checkpoint.shard(SINGLE);
                shard.names().forEach(name -> checkpoint.tensors.put(name, shard));
            } else if (Files.isRegularFile(folder.resolve(INDEX))) {
                checkpoint.readIndex();
            } else {
                throw checkpoint.noWeights();
            }
            return checkpoint;
        } catch (RuntimeException e) {
            checkpoint.close();
            throw e;
        }
    }

    public boolean contains(String name) {
        return tensors.containsKey(name);
    }

    /**
     * The values of a tensor that must have this shape, in row-major order.
     *
     * @throws HoneException if there is no such tensor, or it has another shape
     */
    public float[] floats(String name, long... shape) {
        Safetensors shard = tensors.get(name);
        if (shard == null) {
            throw new HoneException(
                    "The weights in " + folder + " have no tensor '" + name + "'.",
                    "the folder holds a part of a model, or config.json belongs to another one");
        }
        if (!Arrays.equals(shard.shape(name), shape)) {
            throw new HoneException(
                    "The tensor '" + name + "' in " + folder + " has the shape " + Arrays.toString(shard.shape(name))
                            + ", config.json asks for " + Arrays.toString(shape) + ".",
                    "config.json belongs to another model; fetch both again");
        }
        return shard.floats(name);
    }

    @Override
    public void close() {
        shards.values().forEach(Safetensors::close);
    }

    private Safetensors shard(String file) {
        return shards.computeIfAbsent(file, name -> Safetensors.open(folder.resolve(name)));
    }

    private void readIndex() {
        Path file = folder.resolve(INDEX);
        JsonObject map = JsonObject.read(file, "fetch it again")
                .object("weight_map")
                .orElseThrow(() -> new HoneException(file + " has no 'weight_map'.", "fetch it again"));
        for (Map.Entry<String, JsonNode> entry : map.node().properties()) {
            String shard = entry.getValue().isString() ? entry.getValue().stringValue() : "";
            if (!shard.endsWith(".safetensors") || shard.contains("/") || shard.contains("\\")) {
                throw new HoneException(
                        file + " sends the tensor '" + entry.getKey() + "' to " + entry.getValue() + ".",
                        "the index is damaged; it names .safetensors files beside itself");
            }
            tensors.put(entry.getKey(), shard(shard));
        }
    }

    private HoneException noWeights() {
        if (!Files.isDirectory(folder)) {
            return new HoneException("There is no model folder " + folder + ".", "the path has a typing mistake");
        }
        if (hasPickledWeights()) {
            return new HoneException(
                    "The weights in " + folder + " are only in .bin files, which can run code when they are read.",
                    "convert them where they came from: AutoModelForCausalLM.from_pretrained(FOLDER)"
                            + ".save_pretrained(FOLDER, safe_serialization=True)");
        }
        return new HoneException(
                "The model folder " + folder + " has neither " + SINGLE + " nor " + INDEX + ".",
                "the download was cut; fetch the weights");
    }

    private boolean hasPickledWeights() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(
                    file -> file.toString().endsWith(".bin") || file.toString().endsWith(".pt"));
        } catch (IOException e) {
            return false;
        }
    }
}
