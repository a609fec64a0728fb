package dev.hone.embedding;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hone.core.Json;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sentence encoder itself. The library's ready-made model opens its session with one spinning native thread a core;
 * this one gives the same network and tokenizer a session that computes in the calling thread, because parallelism is
 * Hone's own, over texts. Loading takes a second or two; one encoder a process is enough and is safe for many threads.
 */
final class Encoder extends AbstractInProcessEmbeddingModel {
    static {
        // the library's tokenizer (DJL) reports each use to its makers' cloud unless it is offline
        System.setProperty("ai.djl.offline", "true");
        OnnxLibraries.choose();
    }

    static final int DIMENSION = 384;
    static final String NETWORK = "/all-minilm-l6-v2-q.onnx";
    static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

    private final OnnxBertBiEncoder network;

    private Encoder() {
        super(Runnable::run);
        try (InputStream weights = resource(NETWORK);
                InputStream tokenizer = untruncated(resource(TOKENIZER));
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            OrtSession session = environment.createSession(weights.readAllBytes(), options);
            network = new OnnxBertBiEncoder(environment, session, tokenizer, PoolingMode.MEAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime can't open the sentence encoder", e);
        }
    }

    /** The process's encoder, loaded by the first call. */
    static Encoder shared() {
        return Holder.ENCODER;
    }

    /**
     * Vector of a text, of length 1; of length 0 where the text holds nothing that the tokenizer reads, such as white
     * space. Reads the first 510 word pieces, all that the network has positions for. [384]
     */
    float[] encode(String text) {
        try {
            return embed(TextSegment.from(text)).content().vector();
        } catch (IllegalArgumentException blank) {
            return new float[DIMENSION];
        }
    }

    @Override
    protected OnnxBertBiEncoder model() {
        return network;
    }

    static InputStream resource(String name) {
        InputStream in = AllMiniLmL6V2QuantizedEmbeddingModel.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("the class path lacks " + name);
        }
        return in;
    }

    /** The tokenizer as the jar has it drops everything after 126 word pieces; without that it reads 510. */
    private static InputStream untruncated(InputStream tokenizer) throws IOException {
        try (tokenizer) {
            ObjectNode settings = (ObjectNode) Json.MAPPER.readTree(tokenizer);
            settings.putNull("truncation");
            settings.putNull("padding");
            return new ByteArrayInputStream(Json.MAPPER.writeValueAsBytes(settings));
        }
    }

    private static final class Holder {
        static final Encoder ENCODER = new Encoder();
    }
}
