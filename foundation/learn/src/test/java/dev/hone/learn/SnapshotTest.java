package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SnapshotTest {
    @Test
    void gives_back_every_bit_in_order() {
        float[] floats = {1.5f, -0f, Float.MIN_VALUE};
        double[] doubles = {Math.PI, -0.0};
        Snapshot snapshot = Snapshot.writer()
                .put(-3L)
                .put(Math.E)
                .put(true)
                .put(floats)
                .put(doubles)
                .done();
        Snapshot.Reader from = Snapshot.of(snapshot.words()).reader();
        assertEquals(-3, from.nextLong());
        assertEquals(Math.E, from.nextDouble());
        assertTrue(from.nextBoolean());
        float[] floatsBack = new float[3];
        from.next(floatsBack);
        assertArrayEquals(floats, floatsBack);
        double[] doublesBack = new double[2];
        from.next(doublesBack);
        assertArrayEquals(doubles, doublesBack);
        from.end();
    }

    @Test
    void grows_as_it_is_written() {
        Snapshot.Writer to = Snapshot.writer();
        for (long i = 0; i < 100; i++) {
            to.put(i);
        }
        assertEquals(99, to.done().words()[99]);
    }

    @Test
    void refuses_to_be_read_as_something_longer_or_shorter() {
        Snapshot snapshot = Snapshot.writer().put(1L).done();
        assertThrows(IllegalArgumentException.class, () -> snapshot.reader().end());
        Snapshot.Reader from = snapshot.reader();
        from.nextLong();
        assertThrows(IllegalArgumentException.class, from::nextLong);
    }

    @Test
    void a_random_stream_goes_on_where_it_was_saved() {
        RandomStream stream = new RandomStream(5);
        stream.nextGaussian();
        stream.nextInt(7);
        Snapshot.Writer to = Snapshot.writer();
        stream.save(to);
        long next = stream.nextLong();
        RandomStream other = new RandomStream(1);
        other.restore(to.done().reader());
        assertEquals(next, other.nextLong());
    }

    @Test
    void a_random_streams_normal_numbers_have_mean_0_and_variance_1() {
        RandomStream stream = new RandomStream(2);
        double sum = 0;
        double squares = 0;
        int n = 100_000;
        for (int i = 0; i < n; i++) {
            double x = stream.nextGaussian();
            sum += x;
            squares += x * x;
        }
        assertEquals(0, sum / n, 0.015);
        assertEquals(1, squares / n, 0.02);
    }
}
