package dev.hone.budget.arms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.core.Seeds;
import org.junit.jupiter.api.Test;

class LikenessIndexTest {
    private static float[][] vectors(int count, int dimension, String name) {
        Seeds seeds = Seeds.of(3).child(name);
        float[][] vectors = new float[count][dimension];
        for (int i = 0; i < count * dimension; i++) {
            double u = seeds.uniform(i);
            vectors[i / dimension][i % dimension] = u < .5 ? 0 : (float) (.2 * u); // sparse, as counts of words are
        }
        return vectors;
    }

    @Test
    void one_row_is_what_all_rows_together_have_there() {
        float[][] known = vectors(300, 97, "known");
        float[][] asked = vectors(5, 97, "asked");
        float[][] together = new float[asked.length][];
        Similarity.rows(asked, known, (i, row) -> together[i] = row);
        LikenessIndex index = new LikenessIndex(known);
        for (int i = 0; i < asked.length; i++) {
            assertArrayEquals(together[i], index.row(asked[i]), 1e-5f);
        }
        assertEquals(1, index.row(known[7])[7], 1e-5f);
    }

    @Test
    void where_nothing_is_known_nothing_is_alike() {
        assertEquals(0, new LikenessIndex(new float[0][]).row(new float[] {1, 2}).length);
    }
}
