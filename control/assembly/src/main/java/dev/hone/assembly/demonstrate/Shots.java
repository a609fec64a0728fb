package dev.hone.assembly.demonstrate;

import dev.hone.assembly.camera.Size;
import dev.hone.assembly.task.Camera;
import dev.hone.episodes.Feature;
import dev.hone.episodes.Names;
import java.util.List;

/**
 * Which pictures are kept with every frame.
 *
 * @param cameras at least one, each once
 * @param size of every picture
 * @param shadows whether shapes throw shadows
 * @param varied whether light, colours and the cameras' places are drawn anew for each episode, from its seeds
 */
public record Shots(List<Camera> cameras, Size size, boolean shadows, boolean varied) {
    public Shots {
        cameras = cameras.stream().distinct().toList();
        if (cameras.isEmpty()) {
            throw new IllegalArgumentException("pictures by no camera");
        }
    }

    /** The column of a camera's pictures. */
    static String column(Camera camera) {
        return Names.PICTURES + camera.word();
    }

    List<Feature> features() {
        return cameras.stream()
                .map(camera -> Feature.image(column(camera), size.width(), size.height()))
                .toList();
    }
}
