package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RunningNormTest {
    @Test
    void brings_what_it_saw_to_mean_0_and_variance_1() {
        RunningNorm norm = new RunningNorm(2);
        norm.see(new float[] {1, 10, 3, 30});
        norm.see(new float[] {5, 50});
        float[] rows = {99, 99, 3, 50};
        norm.apply(rows, 2);
        double deviation = Math.sqrt(8.0 / 3);
        assertArrayEquals(new float[] {99, 99, 0, (float) (2 / deviation)}, rows, 1e-5f);
    }

    @Test
    void keeps_within_10_and_does_nothing_before_it_saw_two_rows() {
        RunningNorm norm = new RunningNorm(1);
        float[] row = {7};
        norm.apply(row, 0);
        assertEquals(7, row[0]);
        norm.see(new float[] {0, 1});
        float[] far = {1000};
        norm.apply(far, 0);
        assertEquals(10, far[0]);
    }

    @Test
    void a_restored_one_does_the_same_to_the_bit() {
        RunningNorm norm = new RunningNorm(2);
        norm.see(new float[] {1, 2, 3, 5, 8, 13});
        Snapshot.Writer to = Snapshot.writer();
        norm.save(to);
        RunningNorm other = new RunningNorm(2);
        other.restore(to.done().reader());
        norm.see(new float[] {4, 4});
        other.see(new float[] {4, 4});
        float[] one = {2, 2};
        float[] two = {2, 2};
        norm.apply(one, 0);
        other.apply(two, 0);
        assertArrayEquals(one, two);
    }

    @Test
    void rewards_are_divided_by_the_deviation_of_the_return() {
        RewardScale scale = new RewardScale(2, 0.5);
        scale.see(0, 4, false);
        scale.see(1, -4, true);
        double scaled = scale.see(0, 2, false);
        // returns seen: 4, -4, 0.5 * 4 + 2 = 4; mean 4/3, variance 16 - 16/9
        assertEquals(2 / Math.sqrt(16 - 16.0 / 9), scaled, 1e-6);
    }

    @Test
    void an_ended_episode_lends_nothing_to_the_next() {
        RewardScale scale = new RewardScale(1, 1);
        scale.see(0, 100, true);
        double scaled = scale.see(0, 2, false);
        // returns seen: 100, 2
        assertEquals(2 / 49.0, scaled, 1e-6);
    }
}
