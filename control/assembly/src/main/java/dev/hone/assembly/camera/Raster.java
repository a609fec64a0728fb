package dev.hone.assembly.camera;

import java.util.Arrays;

/**
 * A grid of pixels of which each remembers the nearest triangle that covers its centre. Nearness is any number that grows toward
 * the eye and is linear on the screen: 1/depth for a camera, height for a light that is infinitely far away.
 *
 * <p>Within a row of pixels each of the three edges is a linear function, so the stretch of the row that lies inside all three is
 * solved for at once and then walked through with a single comparison a pixel.
 */
final class Raster {
    /** In pixels: how far a neighbour may miss a shared edge by rounding. */
    private static final float SEAM = 1e-3f;

    private final int width;
    private final int height;
    private final float[] near;
    private final int[] face;

    Raster(int width, int height) {
        this.width = width;
        this.height = height;
        near = new float[width * height];
        face = new int[width * height];
    }

    /** Forgets all triangles; whatever is nearer than {@code farthest} counts. */
    void clear(float farthest) {
        Arrays.fill(near, farthest);
        Arrays.fill(face, -1);
    }

    /** Row by row from the top: the nearest triangle's number, or -1. */
    int[] faces() {
        return face;
    }

    /** Row by row from the top: how near that triangle is. */
    float[] nearness() {
        return near;
    }

    /** Draws a triangle by the place and nearness of its corners; either way round. */
    void fill(float ax, float ay, float aq, float bx, float by, float bq, float cx, float cy, float cq, int number) {
        int left = Math.max(0, ceil(Math.min(ax, Math.min(bx, cx)) - 0.5f));
        int right = Math.min(width - 1, floor(Math.max(ax, Math.max(bx, cx)) - 0.5f));
        int top = Math.max(0, ceil(Math.min(ay, Math.min(by, cy)) - 0.5f));
        int bottom = Math.min(height - 1, floor(Math.max(ay, Math.max(by, cy)) - 0.5f));
        float area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
        if (left > right || top > bottom || !(Math.abs(area) > 1e-9f)) {
            return;
        }
        // the shares of the three corners at a point; they grow by these along x, and a pixel inside has none below 0
        float ua = (by - cy) / area;
        float ub = (cy - ay) / area;
        float uc = -ua - ub;
        float va = (cx - bx) / area;
        float vb = (ax - cx) / area;
        float slope = aq * ua + bq * ub + cq * uc;
        float perA = ua == 0 ? 0 : -1 / ua;
        float perB = ub == 0 ? 0 : -1 / ub;
        float perC = uc == 0 ? 0 : -1 / uc;
        float dx = left + 0.5f - cx;
        for (int y = top; y <= bottom; y++) {
            float dy = y + 0.5f - cy;
            float a = ua * dx + va * dy;
            float b = ub * dx + vb * dy;
            float c = 1 - a - b;
            float from = 0;
            float to = right - left;
            if (ua > 0) {
                from = Math.max(from, a * perA);
            } else if (ua < 0) {
                to = Math.min(to, a * perA);
            } else if (a < 0) {
                continue;
            }
            if (ub > 0) {
                from = Math.max(from, b * perB);
            } else if (ub < 0) {
                to = Math.min(to, b * perB);
            } else if (b < 0) {
                continue;
            }
            if (uc > 0) {
                from = Math.max(from, c * perC);
            } else if (uc < 0) {
                to = Math.min(to, c * perC);
            } else if (c < 0) {
                continue;
            }
            int first = Math.max(0, ceil(from - SEAM));
            int last = Math.min(right - left, floor(to + SEAM));
            float q = aq * a + bq * b + cq * c + slope * first;
            int at = y * width + left + first;
            for (int i = first; i <= last; i++, at++, q += slope) {
                if (q > near[at]) {
                    near[at] = q;
                    face[at] = number;
                }
            }
        }
    }

    private static int ceil(float value) {
        return (int) Math.ceil(value);
    }

    private static int floor(float value) {
        return (int) Math.floor(value);
    }
}
