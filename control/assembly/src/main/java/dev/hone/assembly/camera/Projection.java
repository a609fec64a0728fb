package dev.hone.assembly.camera;

import dev.hone.learn.geometry.Pose;

/**
 * Where a scene's corners fall in a camera's picture. Coordinates are pixels from the upper left corner; the centre of the first
 * pixel is at one half.
 */
final class Projection {
    /** Metres in front of the camera from which on things are seen. */
    static final float NEAREST = 0.01f;

    private final Scene scene;
    private final float middleX;
    private final float middleY;
    private final float[] screenX;
    private final float[] screenY;
    private final float[] depth;
    /** From the scene's frame to the camera's: the axes to the right, down and forward, and where the camera is. */
    private final float[] axes = new float[9];

    private final float[] eye = new float[3];
    private float focal; // in pixels
    // what is left of a triangle that is cut has three or four corners
    private final float[] cutX = new float[4];
    private final float[] cutY = new float[4];
    private final float[] cutNear = new float[4];
    private int cut;

    Projection(Scene scene, Size size) {
        this.scene = scene;
        middleX = size.width() / 2f;
        middleY = size.height() / 2f;
        int corners = scene.worldCorners().length / 3;
        screenX = new float[corners];
        screenY = new float[corners];
        depth = new float[corners];
    }

    /** Looks at the scene as it is now. */
    void look(Viewpoint viewpoint) {
        aim(viewpoint.pose());
        focal = (float) (middleX / Math.tan(viewpoint.width() / 2));
        float[] corners = scene.worldCorners();
        for (int i = 0, k = 0; i < depth.length; i++, k += 3) {
            float x = corners[k] - eye[0];
            float y = corners[k + 1] - eye[1];
            float z = corners[k + 2] - eye[2];
            float far = axes[6] * x + axes[7] * y + axes[8] * z;
            float scale = focal / far; // of no use behind the camera, and not used there
            depth[i] = far;
            screenX[i] = middleX + scale * (axes[0] * x + axes[1] * y + axes[2] * z);
            screenY[i] = middleY + scale * (axes[3] * x + axes[4] * y + axes[5] * z);
        }
    }

    private void aim(Pose pose) {
        float w = (float) pose.qw();
        float x = (float) pose.qx();
        float y = (float) pose.qy();
        float z = (float) pose.qz();
        axes[0] = 1 - 2 * (y * y + z * z);
        axes[1] = 2 * (x * y + w * z);
        axes[2] = 2 * (x * z - w * y);
        axes[3] = 2 * (x * y - w * z);
        axes[4] = 1 - 2 * (x * x + z * z);
        axes[5] = 2 * (y * z + w * x);
        axes[6] = 2 * (x * z + w * y);
        axes[7] = 2 * (y * z - w * x);
        axes[8] = 1 - 2 * (x * x + y * y);
        eye[0] = (float) pose.x();
        eye[1] = (float) pose.y();
        eye[2] = (float) pose.z();
    }

    float[] axes() {
        return axes;
    }

    float[] eye() {
        return eye;
    }

    /** Distance of the picture from the eye, in pixels. */
    float focal() {
        return focal;
    }

    /** Draws a triangle that faces the camera; returns whether any of it lies far enough in front. */
    boolean draw(int a, int b, int c, int triangle, Raster raster) {
        boolean seenA = depth[a] >= NEAREST;
        boolean seenB = depth[b] >= NEAREST;
        boolean seenC = depth[c] >= NEAREST;
        if (seenA && seenB && seenC) {
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
                    triangle);
            return true;
        }
        if (!seenA && !seenB && !seenC) {
            return false;
        }
        cut = 0;
        edge(a, b);
        edge(b, c);
        edge(c, a);
        for (int i = 2; i < cut; i++) {
            raster.fill(
                    cutX[0],
                    cutY[0],
                    cutNear[0],
                    cutX[i - 1],
                    cutY[i - 1],
                    cutNear[i - 1],
                    cutX[i],
                    cutY[i],
                    cutNear[i],
                    triangle);
        }
        return true;
    }

    /** Keeps the edge's first corner if it is seen, and the point where the edge crosses {@link #NEAREST}. */
    private void edge(int from, int to) {
        boolean seen = depth[from] >= NEAREST;
        if (seen) {
            keep(screenX[from], screenY[from], 1 / depth[from]);
        }
        if (seen != depth[to] >= NEAREST) {
            float share = (NEAREST - depth[from]) / (depth[to] - depth[from]);
            float scale = focal / NEAREST;
            float right = along(0, from) + share * (along(0, to) - along(0, from));
            float down = along(3, from) + share * (along(3, to) - along(3, from));
            keep(middleX + scale * right, middleY + scale * down, 1 / NEAREST);
        }
    }

    private void keep(float x, float y, float near) {
        cutX[cut] = x;
        cutY[cut] = y;
        cutNear[cut++] = near;
    }

    private float along(int axis, int corner) {
        float[] all = scene.worldCorners();
        return axes[axis] * (all[3 * corner] - eye[0])
                + axes[axis + 1] * (all[3 * corner + 1] - eye[1])
                + axes[axis + 2] * (all[3 * corner + 2] - eye[2]);
    }
}
