package dev.hone.budget.arms;

/**
 * Vectors laid out once for many looks, one vector at a time: a server asks for one row a request, for which {@link Similarity#rows} would
 * copy all of them to native memory and back. The same likenesses up to the last digits of the products, which are added in another
 * order. Safe for use by several threads.
 */
final class LikenessIndex {
    private final int count;
    private final float[]
            columns; // [dimension, count]: the inner loop runs along a row, which the compiler turns into vector code
    private final double[] squares; // [count]

    /** @param vectors all of one length */
    LikenessIndex(float[][] vectors) {
        count = vectors.length;
        int dimension = count == 0 ? 0 : vectors[0].length;
        columns = new float[Math.multiplyExact(dimension, count)];
        for (int j = 0; j < count; j++) {
            for (int k = 0; k < dimension; k++) {
                columns[k * count + j] = vectors[j][k];
            }
        }
        squares = Similarity.squares(vectors);
    }

    /** The likenesses of one vector to all. [vectors] */
    float[] row(float[] vector) {
        float[] products = new float[count];
        for (int k = 0; k < vector.length; k++) {
            if (vector[k] != 0) { // most words are in no one text
                add(vector[k], k * count, products);
            }
        }
        return Similarity.row(products, 0, Similarity.square(vector), squares);
    }

    private void add(float factor, int from, float[] products) {
        for (int j = 0; j < products.length; j++) {
            products[j] += factor * columns[from + j];
        }
    }
}
