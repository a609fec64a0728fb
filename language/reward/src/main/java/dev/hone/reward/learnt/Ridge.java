package dev.hone.reward.learnt;

import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Linear least squares with a penalty on the squared weights (Hoerl and Kennard 1970), in closed form: w = (X'X + s t I)^-1 X'y with
 * X and y less their means, where t is the mean of the diagonal of X'X, so that a strength s means the same for any number of rows
 * and any scale of the columns. The intercept is not penalised.
 */
public final class Ridge {
    static {
        // parallelism is Hone's own, and one order of additions gives one result
        EjmlConcurrency.USE_CONCURRENT = false;
    }

    private final double[] mean; // [columns]
    private final double meanTarget;
    private final DMatrixRMaj gram; // [columns, columns]
    private final DMatrixRMaj moment; // [columns, 1]

    /**
     * Takes the sums that every strength shares.
     *
     * @param rows at least one [rows, columns]
     * @param targets one a row
     */
    public Ridge(float[][] rows, double[] targets) {
        int columns = rows[0].length;
        mean = new double[columns];
        double total = 0;
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < columns; c++) {
                mean[c] += (double) rows[r][c] / rows.length;
            }
            total += targets[r];
        }
        meanTarget = total / rows.length;
        DMatrixRMaj x = new DMatrixRMaj(rows.length, columns);
        DMatrixRMaj y = new DMatrixRMaj(rows.length, 1);
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < columns; c++) {
                x.set(r, c, rows[r][c] - mean[c]);
            }
            y.set(r, 0, targets[r] - meanTarget);
        }
        gram = new DMatrixRMaj(columns, columns);
        CommonOps_DDRM.multInner(x, gram);
        moment = new DMatrixRMaj(columns, 1);
        CommonOps_DDRM.multTransA(x, y, moment);
    }

    /**
     * The best line at a strength.
     *
     * @param strength above 0
     */
    public Linear solve(double strength) {
        int columns = mean.length;
        double scale = CommonOps_DDRM.trace(gram) / columns;
        if (scale == 0) {
            return new Linear(new double[columns], meanTarget); // all rows are equal
        }
        DMatrixRMaj penalised = gram.copy();
        for (int c = 0; c < columns; c++) {
            penalised.add(c, c, strength * scale);
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(columns);
        if (!solver.setA(penalised)) {
            throw new IllegalStateException("a penalised Gram matrix that is not positive definite");
        }
        DMatrixRMaj weights = new DMatrixRMaj(columns, 1);
        solver.solve(moment, weights);
        double intercept = meanTarget;
        for (int c = 0; c < columns; c++) {
            intercept -= weights.get(c, 0) * mean[c];
        }
        return new Linear(weights.getData(), intercept);
    }
}
