package dev.hone.core.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CorrelationTest {
    @Test
    void knownValuesComeOut() {
        double[] x = {1, 2, 3, 4, 5};
        double[] y = {2, 1, 4, 3, 7};
        assertEquals(0.8241633836921342, Correlation.pearson(x, y), 1e-12);
        assertEquals(0.8, Correlation.spearman(x, y), 1e-12);
        assertEquals(1, Correlation.pearson(x, x), 1e-15);
        assertEquals(-1, Correlation.spearman(x, new double[] {0, -1, -10, -11, -400}), 1e-15);
    }

    @Test
    void tiesShareTheirRanks() {
        assertArrayEquals(new double[] {2.5, 1, 4, 2.5}, Correlation.ranks(new double[] {3, -1, 9, 3}));
        assertEquals(
                0.9486832980505138, Correlation.spearman(new double[] {1, 2, 2, 3}, new double[] {1, 2, 3, 4}), 1e-12);
    }

    @Test
    void absentPairsAreLeftOut() {
        double[] x = {1, Double.NaN, 2, 3, 100};
        double[] y = {1, 50, 2, 3, Double.NaN};
        assertEquals(1, Correlation.pearson(x, y), 1e-15);
        assertEquals(1, Correlation.spearman(x, y), 1e-15);
    }

    @Test
    void aConstantSideHasNoCorrelation() {
        assertEquals(Double.NaN, Correlation.pearson(new double[] {1, 2}, new double[] {5, 5}));
        assertEquals(Double.NaN, Correlation.spearman(new double[0], new double[0]));
        assertThrows(IllegalArgumentException.class, () -> Correlation.pearson(new double[2], new double[3]));
    }

    @Property
    void spearmanSeesOnlyTheOrder(@ForAll @Size(min = 3, max = 30) List<@DoubleRange(min = -5, max = 5) Double> drawn) {
        double[] x = drawn.stream().mapToDouble(v -> v).toArray();
        double[] stretched = Arrays.stream(x).map(v -> Math.exp(v) * 7 - 3).toArray();
        double[] other = new double[x.length];
        Arrays.setAll(other, i -> Math.sin(i * 12.9898));
        assertEquals(Correlation.spearman(x, other), Correlation.spearman(stretched, other), 1e-9);
    }
}
