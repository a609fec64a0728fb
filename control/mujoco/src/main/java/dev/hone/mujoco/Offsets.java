package dev.hone.mujoco;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Byte offsets of the engine's structs, as printed by {@code src/main/native/offsets.c} from the headers of version 2.2.2.
 * They hold for that version only, which is why {@link Engine} checks it.
 */
final class Offsets {
    private final Map<String, Long> offsets;

    private Offsets(Map<String, Long> offsets) {
        this.offsets = offsets;
    }

    static Offsets load() {
        try (InputStream in = Offsets.class.getResourceAsStream("offsets.txt")) {
            if (in == null) {
                throw new EngineUnavailableException(
                        "The table of the physics engine's offsets is missing in this build.",
                        "build again from a fresh checkout");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Offsets parse(String table) {
        Map<String, Long> offsets = new HashMap<>();
        table.lines().forEach(line -> {
            int space = line.indexOf(' ');
            offsets.put(line.substring(0, space), Long.valueOf(line.substring(space + 1)));
        });
        return new Offsets(offsets);
    }

    /**
     * The offset of a field.
     *
     * @param field struct and field, for example {@code model.nq} or {@code data.qpos}
     */
    long of(String field) {
        Long offset = offsets.get(field);
        if (offset == null) {
            throw new IllegalArgumentException("no field " + field + " in MuJoCo 2.2.2");
        }
        return offset;
    }
}
