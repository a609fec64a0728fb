package dev.hone.transformer;

/** How rotary frequencies are stretched so that a model reads further than it was first trained to. */
public sealed interface RopeScaling {
    /**
     * The scaled form of one rotary frequency.
     *
     * @param frequency radians per position, as the base frequency gives it
     */
    double scale(double frequency);

    /** Every frequency divided by {@code factor}, at least 1. */
    record Linear(double factor) implements RopeScaling {
        public Linear {
            requireAtLeastOne(factor);
        }

        @Override
        public double scale(double frequency) {
            return frequency / factor;
        }
    }

    /**
     * Llama 3.1's rule: wave lengths longer than {@code originalContext / lowFrequencyFactor} positions are divided by
     * {@code factor}, those shorter than {@code originalContext / highFrequencyFactor} are kept, those between are blended.
     *
     * @param originalContext positions of the model before it was stretched
     */
    record Llama3(double factor, double lowFrequencyFactor, double highFrequencyFactor, int originalContext)
            implements RopeScaling {
        public Llama3 {
            requireAtLeastOne(factor);
            if (!(lowFrequencyFactor > 0 && highFrequencyFactor > lowFrequencyFactor && originalContext > 0)) {
                throw new IllegalArgumentException("llama3 rope scaling with low " + lowFrequencyFactor + ", high "
                        + highFrequencyFactor + ", original context " + originalContext);
            }
        }

        @Override
        public double scale(double frequency) {
            double waveLength = 2 * Math.PI / frequency;
            if (waveLength > originalContext / lowFrequencyFactor) {
                return frequency / factor;
            }
            if (waveLength < originalContext / highFrequencyFactor) {
                return frequency;
            }
            double smooth =
                    (originalContext / waveLength - lowFrequencyFactor) / (highFrequencyFactor - lowFrequencyFactor);
            return (1 - smooth) * frequency / factor + smooth * frequency;
        }
    }

    private static void requireAtLeastOne(double factor) {
        if (!(factor >= 1 && Double.isFinite(factor))) {
            throw new IllegalArgumentException("rope scaling by a factor of " + factor);
        }
    }
}
