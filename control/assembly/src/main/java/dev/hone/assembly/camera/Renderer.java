package dev.hone.assembly.camera;

/**
 * Takes pictures of a scene. Triangles that face the camera are drawn into a {@link Raster}, which leaves the nearest one's number
 * at every pixel; only then is a pixel given its colour, so that nothing is coloured twice. A triangle has one colour in
 * the light and one in the shade, so without shadows a pixel costs one look into a table.
 *
 * <p>Everything is made in the constructor: a picture allocates nothing. The same scene, viewpoint and light give the same bytes.
 * Not for two threads at once.
 */
public final class Renderer {
    private static final int BACKGROUND = 0xB9C2CC;
    private static final int FINEST_MAP = 512;

    private final Scene scene;
    private final Size size;
    private final boolean shadows;
    private final Raster raster;
    private final ShadowMap map;
    private final Projection projection;
    private final int[] lit;
    private final int[] dark;
    private final int[] pixels;

    /** Of a scene, in one size, with shadows or without. */
    public Renderer(Scene scene, Size size, boolean shadows) {
        this.scene = scene;
        this.size = size;
        this.shadows = shadows;
        raster = new Raster(size.width(), size.height());
        map = new ShadowMap(scene, shadows ? Math.min(FINEST_MAP, 2 * Math.max(size.width(), size.height())) : 1);
        projection = new Projection(scene, size);
        lit = new int[scene.triangleCount()];
        dark = new int[scene.triangleCount()];
        pixels = new int[size.area()];
    }

    /** Takes a picture of the scene as it is now; {@link #pixels} has it until the next one. */
    public void render(Viewpoint viewpoint, Light light) {
        projection.look(viewpoint);
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

    private void draw(Light light) {
        int[] triangles = scene.triangles();
        float[] corners = scene.worldCorners();
        float[] normals = scene.worldNormals();
        float[] eye = projection.eye();
        for (int t = 0, k = 0; t < lit.length; t++, k += 3) {
            int a = triangles[k];
            float facing = normals[k] * (eye[0] - corners[3 * a])
                    + normals[k + 1] * (eye[1] - corners[3 * a + 1])
                    + normals[k + 2] * (eye[2] - corners[3 * a + 2]);
            if (facing > 0 && projection.draw(a, triangles[k + 1], triangles[k + 2], t, raster)) {
                tint(t, normals[k], normals[k + 1], normals[k + 2], light);
            }
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
        float[] eye = projection.eye();
        float eye0 = m[0] * eye[0] + m[1] * eye[1] + m[2] * eye[2] + m[3];
        float eye1 = m[4] * eye[0] + m[5] * eye[1] + m[6] * eye[2] + m[7];
        float eye2 = m[8] * eye[0] + m[9] * eye[1] + m[10] * eye[2] + m[11];
        float step = 1 / projection.focal();
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
        float[] axes = projection.axes();
        return m[row] * axes[axis] + m[row + 1] * axes[axis + 1] + m[row + 2] * axes[axis + 2];
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
}
