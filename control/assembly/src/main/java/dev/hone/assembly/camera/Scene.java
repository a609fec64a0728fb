package dev.hone.assembly.camera;

import dev.hone.learn.geometry.Pose;
import java.util.Arrays;
import java.util.List;

/**
 * Bodies with their visual shapes, and where the bodies are. All corners and all triangles lie in one row each, so that a
 * picture is a walk through arrays; moving a body writes its own stretch of them and allocates nothing.
 */
public final class Scene {
    private final int[] firstCorner; // by body, one more at the end
    private final int[] firstTriangle; // likewise
    private final float[] corners; // in the bodies' frames
    private final float[] normals; // by triangle, in the bodies' frames
    private final float[] worldCorners;
    private final float[] worldNormals;
    private final int[] triangles;
    private final int[] visuals; // by triangle
    private final boolean[] casting; // by triangle
    private final int[] colours; // by visual, as they are painted now
    private final int[] ownColours;

    /** Bodies are numbered as in the list, each with its shapes; all begin at the origin. */
    public Scene(List<List<Visual>> bodies) {
        List<Visual> all = bodies.stream().flatMap(List::stream).toList();
        corners =
                new float[all.stream().mapToInt(v -> v.mesh().corners().length).sum()];
        triangles =
                new int[all.stream().mapToInt(v -> v.mesh().triangles().length).sum()];
        normals = new float[triangles.length];
        worldCorners = new float[corners.length];
        worldNormals = new float[normals.length];
        visuals = new int[triangles.length / 3];
        casting = new boolean[triangles.length / 3];
        ownColours = all.stream().mapToInt(Visual::colour).toArray();
        colours = ownColours.clone();
        firstCorner = new int[bodies.size() + 1];
        firstTriangle = new int[bodies.size() + 1];
        int visual = 0;
        int corner = 0;
        int triangle = 0;
        for (int body = 0; body < bodies.size(); body++) {
            for (Visual each : bodies.get(body)) {
                float[] its = each.mesh().corners();
                System.arraycopy(its, 0, corners, 3 * corner, its.length);
                int[] faces = each.mesh().triangles();
                for (int k = 0; k < faces.length; k++) {
                    triangles[3 * triangle + k] = faces[k] + corner;
                }
                int end = triangle + faces.length / 3;
                Arrays.fill(visuals, triangle, end, visual);
                Arrays.fill(casting, triangle, end, each.casting());
                triangle = end;
                corner += its.length / 3;
                visual++;
            }
            firstCorner[body + 1] = corner;
            firstTriangle[body + 1] = triangle;
        }
        for (int k = 0; k < triangles.length; k += 3) {
            normal(k);
        }
        for (int body = 0; body < bodies.size(); body++) {
            place(body, Pose.IDENTITY);
        }
    }

    private void normal(int k) {
        int a = 3 * triangles[k];
        int b = 3 * triangles[k + 1];
        int c = 3 * triangles[k + 2];
        float ux = corners[b] - corners[a];
        float uy = corners[b + 1] - corners[a + 1];
        float uz = corners[b + 2] - corners[a + 2];
        float vx = corners[c] - corners[a];
        float vy = corners[c + 1] - corners[a + 1];
        float vz = corners[c + 2] - corners[a + 2];
        float x = uy * vz - uz * vy;
        float y = uz * vx - ux * vz;
        float z = ux * vy - uy * vx;
        float norm = (float) Math.sqrt(x * x + y * y + z * z);
        normals[k] = x / norm;
        normals[k + 1] = y / norm;
        normals[k + 2] = z / norm;
    }

    /** Puts a body somewhere, in the frame that cameras are given in. */
    public void place(int body, Pose pose) {
        float w = (float) pose.qw();
        float x = (float) pose.qx();
        float y = (float) pose.qy();
        float z = (float) pose.qz();
        float r00 = 1 - 2 * (y * y + z * z);
        float r01 = 2 * (x * y - w * z);
        float r02 = 2 * (x * z + w * y);
        float r10 = 2 * (x * y + w * z);
        float r11 = 1 - 2 * (x * x + z * z);
        float r12 = 2 * (y * z - w * x);
        float r20 = 2 * (x * z - w * y);
        float r21 = 2 * (y * z + w * x);
        float r22 = 1 - 2 * (x * x + y * y);
        float px = (float) pose.x();
        float py = (float) pose.y();
        float pz = (float) pose.z();
        for (int i = 3 * firstCorner[body]; i < 3 * firstCorner[body + 1]; i += 3) {
            float a = corners[i];
            float b = corners[i + 1];
            float c = corners[i + 2];
            worldCorners[i] = r00 * a + r01 * b + r02 * c + px;
            worldCorners[i + 1] = r10 * a + r11 * b + r12 * c + py;
            worldCorners[i + 2] = r20 * a + r21 * b + r22 * c + pz;
        }
        for (int i = 3 * firstTriangle[body]; i < 3 * firstTriangle[body + 1]; i += 3) {
            float a = normals[i];
            float b = normals[i + 1];
            float c = normals[i + 2];
            worldNormals[i] = r00 * a + r01 * b + r02 * c;
            worldNormals[i + 1] = r10 * a + r11 * b + r12 * c;
            worldNormals[i + 2] = r20 * a + r21 * b + r22 * c;
        }
    }

    /** Paints every shape as a look has it. */
    public void paint(Look look) {
        for (int i = 0; i < colours.length; i++) {
            colours[i] = look.colour(ownColours[i]);
        }
    }

    int bodies() {
        return firstCorner.length - 1;
    }

    /** Triangles of all bodies. */
    public int triangleCount() {
        return visuals.length;
    }

    float[] worldCorners() {
        return worldCorners;
    }

    float[] worldNormals() {
        return worldNormals;
    }

    int[] triangles() {
        return triangles;
    }

    boolean[] casting() {
        return casting;
    }

    /** The present colour of a triangle. */
    int colour(int triangle) {
        return colours[visuals[triangle]];
    }
}
