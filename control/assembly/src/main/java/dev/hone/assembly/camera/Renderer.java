package dev.hone.assembly.camera;

import dev.hone.assembly.geometry.Pose;

/**
 * Takes pictures of a scene. Triangles that face the camera are drawn into a {@link Raster}, which leaves the nearest one's number
 * at every pixel; only then is a pixel given its colour, so that nothing is coloured twice. A triangle has one colour in
 * the light and one in the shade, so without shadows a pixel costs one look into a table.
 *
 * <p>Everything is made in the constructor: a picture allocates nothing. The same scene, viewpoint and light give the same bytes
 * everywhere. Not for two threads at once.
 */
public final class Renderer {
    /** Metres in front of the camera from which on things are seen. */
    public static final double NEAR = 0.01;

    private static final float NEAREST = (float) NEAR;
    private static final int BACKGROUND = 0xB9C2CC;
    private static final int FINEST_MAP = 512;

    private final Scene scene;
    private final Size size;
    private final boolean shadows;
    private final Raster raster;
    private final ShadowMap map;
    private final float[] screenX;
    private final float[] screenY;
    private final float[] depth;
    private final int[] lit;
    private final int[] dark;
    private final int[] pixels;
    private final Clip clip = new Clip();
    /** From the scene's frame to the camera's: three rows of three, and where the camera is. */
    private final float[] turn = new float[9];

    private final float[] eye = new float[3];
    private float focal;

    /** Of a scene, in one size, with shadows or without. */
    public Renderer(Scene scene, Size size, boolean shadows) {
        this.scene = scene;
        this.size = size;
        this.shadows = shadows;
        raster = new Raster(size.width(), size.height());
        map = new ShadowMap(scene, shadows ? Math.min(FINEST_MAP, 2 * Math.max(size.width(), size.height())) : 1);
        int corners = scene.worldCorners().length / 3;
        screenX = new float[corners];
        screenY = new float[corners];
        depth = new float[corners];
        lit = new int[scene.triangleCount()];
        dark = new int[scene.triangleCount()];
        pixels = new int[size.area()];
    }

    /** Takes a picture of the scene as it is now; {@link #pixels} has it until the next one. */
    public void render(Viewpoint viewpoint, Light light) {
        aim(viewpoint);
        project();
        raster.clear(0);
        draw(light);
        if (shadows) {
            map.look(scene, light);
            colourWithShadows();
        } else {
            colour();
        }
    }

    /** The last picture, row by row from its upper left, 0xRRGGBB each; overwritten by the next. */
    public int[] pixels() {
        return pixels;
    }

    public Size size() {
        return size;
    }

    private void aim(Viewpoint viewpoint) {
        Pose pose = viewpoint.pose();
        float w = (float) pose.qw();
        float x = (float) pose.qx();
        float y = (float) pose.qy();
        float z = (float) pose.qz();
        turn[0] = 1 - 2 * (y * y + z * z);
        turn[1] = 2 * (x * y + w * z);
        turn[2] = 2 * (x * z - w * y);
        turn[3] = 2 * (x * y - w * z);
        turn[4] = 1 - 2 * (x * x + z * z);
        turn[5] = 2 * (y * z + w * x);
        turn[6] = 2 * (x * z + w * y);
        turn[7] = 2 * (y * z - w * x);
        turn[8] = 1 - 2 * (x * x + y * y);
        eye[0] = (float) pose.x();
        eye[1] = (float) pose.y();
        eye[2] = (float) pose.z();
        focal = (float) (size.width() / 2.0 / Math.tan(viewpoint.width() / 2));
    }

    private void project() {
        float[] corners = scene.worldCorners();
        float middleX = size.width() / 2f;
        float middleY = size.height() / 2f;
        for (int i = 0, k = 0; i < depth.length; i++, k += 3) {
            float x = corners[k] - eye[0];
            float y = corners[k + 1] - eye[1];
            float z = corners[k + 2] - eye[2];
            float far = turn[6] * x + turn[7] * y + turn[8] * z;
            float scale = focal / far; // of no use behind the camera, and not used there
            depth[i] = far;
            screenX[i] = middleX + scale * (turn[0] * x + turn[1] * y + turn[2] * z);
            screenY[i] = middleY + scale * (turn[3] * x + turn[4] * y + turn[5] * z);
        }
    }

    private void draw(Light light) {
        int[] triangles = scene.triangles();
        float[] corners = scene.worldCorners();
        float[] normals = scene.worldNormals();
        for (int t = 0, k = 0; t < lit.length; t++, k += 3) {
            int a = triangles[k];
            float facing = normals[k] * (eye[0] - corners[3 * a])
                    + normals[k + 1] * (eye[1] - corners[3 * a + 1])
                    + normals[k + 2] * (eye[2] - corners[3 * a + 2]);
            if (facing <= 0) {
                continue;
            }
            int b = triangles[k + 1];
            int c = triangles[k + 2];
            boolean wholly = depth[a] >= NEAREST && depth[b] >= NEAREST && depth[c] >= NEAREST;
            if (wholly) {
                raster.fill(
                        screenX[a],
                        screenY[a],
                        1 / depth[a],
                        screenX[b],
                        screenY[b],
                        1 / depth[b],
                        screenX[c],
                        screenY[c],
                        1 / depth[c],
                        t);
            } else if (depth[a] >= NEAREST || depth[b] >= NEAREST || depth[c] >= NEAREST) {
                clip.draw(a, b, c, t);
            } else {
                continue;
            }
            tint(t, normals[k], normals[k + 1], normals[k + 2], light);
        }
    }

    /** The two colours of a triangle. The room is a little brighter from above and from the front, so that edges show in the shade. */
    private void tint(int triangle, float x, float y, float z, Light light) {
        float sun = (float) (light.x() * x + light.y() * y + light.z() * z) * (float) light.sun();
        float room = (float) light.room() * (0.85f + 0.15f * z + 0.1f * x);
        int colour = scene.colour(triangle);
        dark[triangle] = scaled(colour, room);
        lit[triangle] = sun > 0 ? scaled(colour, room + sun) : dark[triangle];
    }

    private static int scaled(int colour, float by) {
        int red = Math.min(255, (int) ((colour >> 16) * by));
        int green = Math.min(255, (int) ((colour >> 8 & 0xFF) * by));
        int blue = Math.min(255, (int) ((colour & 0xFF) * by));
        return red << 16 | green << 8 | blue;
    }

    private void colour() {
        int[] faces = raster.faces();
        for (int i = 0; i < pixels.length; i++) {
            int t = faces[i];
            pixels[i] = t < 0 ? BACKGROUND : lit[t];
        }
    }

    /** A pixel's point is the eye plus its depth times a ray; so are its coordinates in the map, the ray taken there once a row. */
    private void colourWithShadows() {
        int[] faces = raster.faces();
        float[] nearness = raster.nearness();
        float[] m = map.rows();
        float eye0 = m[0] * eye[0] + m[1] * eye[1] + m[2] * eye[2] + m[3];
        float eye1 = m[4] * eye[0] + m[5] * eye[1] + m[6] * eye[2] + m[7];
        float eye2 = m[8] * eye[0] + m[9] * eye[1] + m[10] * eye[2] + m[11];
        float step = 1 / focal;
        float step0 = step * mapped(m, 0, 0);
        float step1 = step * mapped(m, 4, 0);
        float step2 = step * mapped(m, 8, 0);
        for (int row = 0, i = 0; row < size.height(); row++) {
            float v = (row + 0.5f - size.height() / 2f) * step;
            float u = (0.5f - size.width() / 2f) * step;
            float ray0 = u * mapped(m, 0, 0) + v * mapped(m, 0, 3) + mapped(m, 0, 6);
            float ray1 = u * mapped(m, 4, 0) + v * mapped(m, 4, 3) + mapped(m, 4, 6);
            float ray2 = u * mapped(m, 8, 0) + v * mapped(m, 8, 3) + mapped(m, 8, 6);
            for (int x = 0; x < size.width(); x++, i++) {
                int t = faces[i];
                if (t < 0) {
                    pixels[i] = BACKGROUND;
                } else if (lit[t] == dark[t]) {
                    pixels[i] = dark[t];
                } else {
                    float far = 1 / nearness[i];
                    boolean shaded = map.shades(
                            eye0 + far * (ray0 + x * step0),
                            eye1 + far * (ray1 + x * step1),
                            eye2 + far * (ray2 + x * step2));
                    pixels[i] = shaded ? dark[t] : lit[t];
                }
            }
        }
    }

    /** A row of the map times an axis of the camera (0 right, 3 down, 6 forward). */
    private float mapped(float[] m, int row, int axis) {
        return m[row] * turn[axis] + m[row + 1] * turn[axis + 1] + m[row + 2] * turn[axis + 2];
    }

    /** Writes the last picture as red, green, blue bytes. */
    public void copyTo(byte[] rgb, int from) {
        int at = from;
        for (int pixel : pixels) {
            rgb[at++] = (byte) (pixel >> 16);
            rgb[at++] = (byte) (pixel >> 8);
            rgb[at++] = (byte) pixel;
        }
    }

    /** Cuts off what of a triangle is nearer than {@link #NEAR}; what is left has three or four corners. */
    private final class Clip {
        private final float[] x = new float[4];
        private final float[] y = new float[4];
        private final float[] q = new float[4];
        private int corners;

        void draw(int a, int b, int c, int triangle) {
            corners = 0;
            edge(a, b);
            edge(b, c);
            edge(c, a);
            for (int i = 2; i < corners; i++) {
                raster.fill(x[0], y[0], q[0], x[i - 1], y[i - 1], q[i - 1], x[i], y[i], q[i], triangle);
            }
        }

        /** Keeps the edge's first corner if it is seen, and the point where the edge crosses. */
        private void edge(int from, int to) {
            boolean seen = depth[from] >= NEAREST;
            if (seen) {
                add(screenX[from], screenY[from], 1 / depth[from]);
            }
            if (seen != depth[to] >= NEAREST) {
                float share = (NEAREST - depth[from]) / (depth[to] - depth[from]);
                float scale = focal / NEAREST;
                float rightward = along(0, from) + share * (along(0, to) - along(0, from));
                float downward = along(3, from) + share * (along(3, to) - along(3, from));
                add(size.width() / 2f + scale * rightward, size.height() / 2f + scale * downward, 1 / NEAREST);
            }
        }

        private void add(float atX, float atY, float near) {
            x[corners] = atX;
            y[corners] = atY;
            q[corners++] = near;
        }

        private float along(int axis, int corner) {
            float[] all = scene.worldCorners();
            return turn[axis] * (all[3 * corner] - eye[0])
                    + turn[axis + 1] * (all[3 * corner + 1] - eye[1])
                    + turn[axis + 2] * (all[3 * corner + 2] - eye[2]);
        }
    }
}
