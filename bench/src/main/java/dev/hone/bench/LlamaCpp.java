package dev.hone.bench;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.args.Sampler;
import java.nio.file.Path;

/** A GGUF file in llama.cpp, on one thread of the processor, one text at a time. */
final class LlamaCpp implements AutoCloseable {
    private final LlamaModel model;

    LlamaCpp(Path file, int context) {
        model = new LlamaModel(new ModelParameters()
                .setModel(file.toString())
                .setCtxSize(context)
                .setThreads(1)
                .setThreadsBatch(1)
                .setGpuLayers(0)
                .disableLog());
    }

    /**
     * The most likely continuation, past any end of text. Nothing is kept from call to call, and top-k of 1 is the cheapest
     * sampler that there is.
     *
     * @throws IllegalStateException if it gives another number of tokens than {@code steps}
     */
    String greedy(String prompt, int steps) {
        InferenceParameters ask = new InferenceParameters(prompt)
                .setTemperature(0)
                .setSamplers(Sampler.TOP_K)
                .setTopK(1)
                .setNPredict(steps)
                .setIgnoreEos(true)
                .setCachePrompt(false);
        StringBuilder text = new StringBuilder();
        int outputs = 0;
        for (LlamaOutput output : model.generate(ask)) {
            text.append(output);
            outputs++;
        }
        if (outputs != steps + 1) { // one a token, and one that says it is over
            throw new IllegalStateException("llama.cpp gave " + (outputs - 1) + " tokens instead of " + steps);
        }
        return text.toString();
    }

    @Override
    public void close() {
        model.close();
    }
}
