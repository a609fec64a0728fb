package dev.hone.assembly.camera;

/**
 * What the light sees: for each of its pixels how high the shapes reach that throw shadows. The map is laid around those shapes
 * anew for every picture, so that its pixels are as fine as can be.
 *
 * <p>Only faces turned away from the light are drawn. A face in the light then never meets itself in the map, which would
 * speckle it; where a shape stands on another, its lower face does the work.
 */
final class ShadowMap {
    private static final float NOTHING = -1e9f;
    private static final float SLACK = 1.5f; // pixels of the map

    private final int side;
    private final Raster raster;
    private final float[] across;
    private final float[] along;
    private final float[] height;
    /** From the scene's frame to pixels of the map and height toward the light: three rows of four. */
    private final float[] rows = new float[12];

    private float slack;

    ShadowMap(Scene scene, int side) {
        this.side = side;
        raster = new Raster(side, side);
        int corners = scene.worldCorners().length / 3;
        across = new float[corners];
        along = new float[corners];
        height = new float[corners];
    }

    /** Looks at the scene as it is now. */
    void look(Scene scene, Light light) {
        aim(scene, light);
        project(scene);
        raster.clear(NOTHING);
        int[] triangles = scene.triangles();
        float[] normals = scene.worldNormals();
        boolean[] casting = scene.casting();
        for (int t = 0, k = 0; t < casting.length; t++, k += 3) {
            if (!casting[t] || rows[8] * normals[k] + rows[9] * normals[k + 1] + rows[10] * normals[k + 2] > 0) {
                continue;
            }
            int a = triangles[k];
            int b = triangles[k + 1];
            int c = triangles[k + 2];
            raster.fill(
                    across[a], along[a], height[a], across[b], along[b], height[b], across[c], along[c], height[c], t);
        }
    }

    private void aim(Scene scene, Light light) {
        // two directions at right angles to the light's and to each other; the light never comes straight along x
        double norm = Math.sqrt(light.y() * light.y() + light.z() * light.z());
        direction(0, 0, light.z() / norm, -light.y() / norm);
        direction(
                4,
                light.y() * rows[2] - light.z() * rows[1],
                light.z() * rows[0] - light.x() * rows[2],
                light.x() * rows[1] - light.y() * rows[0]);
        direction(8, light.x(), light.y(), light.z());
        float[] corners = scene.worldCorners();
        int[] triangles = scene.triangles();
        boolean[] casting = scene.casting();
        float low0 = Float.MAX_VALUE;
        float low1 = Float.MAX_VALUE;
        float high0 = -Float.MAX_VALUE;
        float high1 = -Float.MAX_VALUE;
        for (int k = 0; k < triangles.length; k++) {
            if (casting[k / 3]) {
                int i = 3 * triangles[k];
                float p = rows[0] * corners[i] + rows[1] * corners[i + 1] + rows[2] * corners[i + 2];
                float q = rows[4] * corners[i] + rows[5] * corners[i + 1] + rows[6] * corners[i + 2];
                low0 = Math.min(low0, p);
                high0 = Math.max(high0, p);
                low1 = Math.min(low1, q);
                high1 = Math.max(high1, q);
            }
        }
        float extent = Math.max(1e-3f, Math.max(high0 - low0, high1 - low1)); // also where nothing casts
        float scale = (side - 2) / extent;
        slack = SLACK / scale;
        for (int k = 0; k < 3; k++) {
            rows[k] *= scale;
            rows[4 + k] *= scale;
        }
        rows[3] = 1 - low0 * scale;
        rows[7] = 1 - low1 * scale;
        rows[11] = 0;
    }

    private void direction(int row, double x, double y, double z) {
        rows[row] = (float) x;
        rows[row + 1] = (float) y;
        rows[row + 2] = (float) z;
    }

    private void project(Scene scene) {
        float[] corners = scene.worldCorners();
        for (int i = 0, k = 0; i < across.length; i++, k += 3) {
            float x = corners[k];
            float y = corners[k + 1];
            float z = corners[k + 2];
            across[i] = rows[0] * x + rows[1] * y + rows[2] * z + rows[3];
            along[i] = rows[4] * x + rows[5] * y + rows[6] * z + rows[7];
            height[i] = rows[8] * x + rows[9] * y + rows[10] * z;
        }
    }

    /** The map's coordinates of a point are these rows times (x, y, z, 1): pixel across, pixel along, height. */
    float[] rows() {
        return rows;
    }

    /** Whether something stands between the light and a point, given in the map's coordinates. */
    boolean shades(float pixelAcross, float pixelAlong, float heightThere) {
        int i = (int) pixelAcross;
        int j = (int) pixelAlong;
        return i >= 0 && j >= 0 && i < side && j < side && raster.nearness()[j * side + i] > heightThere + slack;
    }
}
