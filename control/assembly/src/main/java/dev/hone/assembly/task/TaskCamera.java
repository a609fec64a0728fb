package dev.hone.assembly.task;

import dev.hone.assembly.camera.Look;
import dev.hone.assembly.camera.Renderer;
import dev.hone.assembly.camera.Scene;
import dev.hone.assembly.camera.Size;
import dev.hone.assembly.camera.Viewpoint;
import dev.hone.assembly.camera.Visual;
import dev.hone.assembly.cell.Workcell;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes pictures of an environment as it is, by either camera. The same state and look give the same bytes. It belongs to its
 * environment's thread.
 */
public final class TaskCamera {
    private final AssemblyEnvironment environment;
    private final Scene scene;
    private final Renderer renderer;
    private final Viewpoint front;
    private final int parts;
    private final int[] bodies; // of the shapes that come after the parts
    private Look look = Look.PLAIN;

    /** Of an environment, in one size, with shadows or without. */
    public TaskCamera(AssemblyEnvironment environment, Size size, boolean shadows) {
        this.environment = environment;
        Appearance appearance = Appearance.of(environment.options().task());
        parts = appearance.parts().size();
        front = appearance.front();
        List<List<Visual>> shapes = new ArrayList<>(appearance.parts());
        shapes.addAll(appearance.others().values());
        shapes.add(List.of(Appearance.TABLE));
        scene = new Scene(shapes);
        Workcell cell = environment.cell();
        bodies = appearance.others().keySet().stream().mapToInt(cell::body).toArray();
        renderer = new Renderer(scene, size, shadows);
    }

    /** Takes the following pictures in another look: light, colours, the cameras' places. */
    public void wear(Look newLook) {
        look = newLook;
        scene.paint(newLook);
    }

    /**
     * Takes a picture.
     *
     * @return row by row from the upper left, 0xRRGGBB each; overwritten by the next picture
     */
    public int[] take(Camera camera) {
        for (int i = 0; i < parts; i++) {
            scene.place(i, environment.part(i));
        }
        for (int i = 0; i < bodies.length; i++) {
            scene.place(parts + i, environment.cell().pose(bodies[i]));
        }
        renderer.render(view(camera), look.light());
        return renderer.pixels();
    }

    private Viewpoint view(Camera camera) {
        return switch (camera) {
            case FRONT -> look.view(0, front);
            case WRIST -> look.view(1, Camera.ON_HAND).on(environment.hand());
        };
    }

    public Size size() {
        return renderer.size();
    }
}
