package dev.hone.assembly.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.learn.geometry.Pose;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeshTest {
    private static final Pose ELSEWHERE = Pose.euler(0.3, -0.2, 0.1, 0.4, -0.7, 1.1);

    @Test
    void solids_are_closed_and_turned_outward() {
        for (Mesh mesh : List.of(
                Mesh.box(0.1, 0.2, 0.3),
                Mesh.cylinder(0.1, 0.2, 6),
                Mesh.cone(0.2, 0.1, 0.2, 9),
                Mesh.sphere(0.1, 12),
                Mesh.capsule(0.1, 0.3, 8))) {
            Set<Long> edges = new HashSet<>();
            int[] t = mesh.triangles();
            for (int k = 0; k < t.length; k++) {
                int next = k % 3 == 2 ? k - 2 : k + 1;
                assertTrue(edges.add(edge(t[k], t[next])), "an edge twice in one direction");
            }
            for (int k = 0; k < t.length; k++) {
                int next = k % 3 == 2 ? k - 2 : k + 1;
                assertTrue(edges.contains(edge(t[next], t[k])), "an edge with one side only");
            }
            assertTrue(volume(mesh) > 0);
        }
    }

    private static long edge(int from, int to) {
        return ((long) from << 32) + to;
    }

    @Test
    void solids_have_the_volume_of_what_they_stand_for() {
        assertEquals(8 * 0.1 * 0.2 * 0.3, volume(Mesh.box(0.1, 0.2, 0.3)), 1e-8);
        double cylinder = Math.PI * 0.01 * 0.4;
        assertEquals(cylinder, volume(Mesh.cylinder(0.1, 0.2, 64)), 0.01 * cylinder);
        double ball = 4 * Math.PI / 3 * 0.001;
        assertEquals(ball, volume(Mesh.sphere(0.1, 64)), 0.01 * ball);
        assertEquals(ball + Math.PI * 0.01 * 0.6, volume(Mesh.capsule(0.1, 0.3, 64)), 0.01 * (ball + 0.0189));
        double cone = Math.PI * 0.4 / 3 * (0.04 + 0.02 + 0.01);
        assertEquals(cone, volume(Mesh.cone(0.2, 0.1, 0.2, 64)), 0.01 * cone);
    }

    @Test
    void moving_keeps_the_volume() {
        assertEquals(
                volume(Mesh.capsule(0.1, 0.3, 12)),
                volume(Mesh.capsule(0.1, 0.3, 12).at(ELSEWHERE)),
                1e-7);
    }

    /** Sum of the tetrahedra that the triangles make with the origin. */
    private static double volume(Mesh mesh) {
        float[] c = mesh.corners();
        int[] t = mesh.triangles();
        double sum = 0;
        for (int k = 0; k < t.length; k += 3) {
            int i = 3 * t[k];
            int j = 3 * t[k + 1];
            int l = 3 * t[k + 2];
            sum += c[i] * ((double) c[j + 1] * c[l + 2] - (double) c[j + 2] * c[l + 1])
                    + c[i + 1] * ((double) c[j + 2] * c[l] - (double) c[j] * c[l + 2])
                    + c[i + 2] * ((double) c[j] * c[l + 1] - (double) c[j + 1] * c[l]);
        }
        return sum / 6;
    }

    @Test
    void what_is_no_solid_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> Mesh.box(0.1, 0, 0.1));
        assertThrows(IllegalArgumentException.class, () -> Mesh.box(0.1, Double.NaN, 0.1));
        assertThrows(IllegalArgumentException.class, () -> Mesh.cylinder(0.1, 0.1, 2));
        assertThrows(IllegalArgumentException.class, () -> Mesh.sphere(0.1, 10));
        assertThrows(IllegalArgumentException.class, () -> Mesh.capsule(0.1, -1, 8));
        assertThrows(IllegalArgumentException.class, () -> new Visual(Mesh.disc(0.1, 8), 0x1000000, false));
    }
}
