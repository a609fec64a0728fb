package dev.hone.steer.evaluation;

import dev.hone.core.HoneException;
import dev.hone.lm.Query;
import dev.hone.reward.Reward;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** A reward's mean and spread over the frozen model's samples of some prompts, by which all its grades are told. */
record Scale(double mean, double deviation) {
    private static final double LEAST = 1e-9;

    /** @param grades of the frozen model's samples. [prompt][sample] */
    static Scale of(double[][] grades, String reward) {
        double[] all = Arrays.stream(grades).flatMapToDouble(DoubleStream::of).toArray();
        double mean = DoubleStream.of(all).average().orElse(0);
        double deviation = Math.sqrt(
                DoubleStream.of(all).map(x -> (x - mean) * (x - mean)).average().orElse(0));
        if (!(deviation > LEAST * Math.max(1, Math.abs(mean)))) {
            throw new HoneException(
                    "The reward '" + reward + "' is " + mean + " for all samples of the frozen model.",
                    "measure by a reward that differs among what this model says");
        }
        return new Scale(mean, deviation);
    }

    /** What a reward says of samples. [prompt][sample] */
    static double[][] grades(Reward reward, List<Query> prompts, List<Draws> draws) {
        double[][] grades = new double[prompts.size()][];
        for (int i = 0; i < grades.length; i++) {
            grades[i] = reward.grade(prompts.get(i), draws.get(i).completions());
        }
        return grades;
    }

    /** Grades in standard deviations from the mean. [prompt][sample] */
    double[][] scaled(double[][] grades) {
        return Arrays.stream(grades)
                .map(row -> Arrays.stream(row).map(x -> (x - mean) / deviation).toArray())
                .toArray(double[][]::new);
    }
}
