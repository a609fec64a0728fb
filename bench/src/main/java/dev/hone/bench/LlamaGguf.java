package dev.hone.bench;

import dev.hone.core.Json;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.decode.Checkpoint;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/**
 * A Llama folder with tied embeddings and Llama's own 32,000 pieces, such as stories15m, as the GGUF file that llama.cpp
 * reads. Two things differ between the formats. Rotary positions turn values i and i + d/2 of a head of width d in a Hugging
 * Face folder, neighbours 2i and 2i + 1 in GGUF: rows of the query and key projections change places. And pieces have
 * scores instead of merges: Llama's pieces stand in the order in which they merge, so the negated id is one.
 */
final class LlamaGguf {
    /** Ids 3 to 258 are single bytes, what comes after is text. */
    private static final int FIRST_BYTE = 3;

    private static final int FIRST_PIECE = FIRST_BYTE + 256;

    private static final int NORMAL = 1;
    private static final int UNKNOWN = 2;
    private static final int CONTROL = 3;
    private static final int BYTE = 6;

    private final ModelConfig config;
    private final Checkpoint checkpoint;
    private final GgufEncoding encoding;
    private final List<GgufTensor> tensors = new ArrayList<>();

    private LlamaGguf(ModelConfig config, Checkpoint checkpoint, GgufEncoding encoding) {
        this.config = config;
        this.checkpoint = checkpoint;
        this.encoding = encoding;
    }

    /**
     * Writes the file.
     *
     * @param encoding of the matrices; norms are always float32
     */
    static void write(Path folder, ModelConfig config, GgufEncoding encoding, Path file) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(folder);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            LlamaGguf gguf = new LlamaGguf(config, checkpoint, encoding);
            gguf.weights();
            GgufFile.write(out, gguf.metadata(pieces(folder)), gguf.tensors);
        }
    }

    private SequencedMap<String, GgufValue> metadata(List<String> pieces) {
        SequencedMap<String, GgufValue> all = new LinkedHashMap<>();
        all.put("general.architecture", new GgufValue.Text("llama"));
        all.put("llama.vocab_size", new GgufValue.Whole(config.vocabulary()));
        all.put("llama.context_length", new GgufValue.Whole(config.context()));
        all.put("llama.embedding_length", new GgufValue.Whole(config.hidden()));
        all.put("llama.block_count", new GgufValue.Whole(config.layers()));
        all.put("llama.feed_forward_length", new GgufValue.Whole(config.intermediate()));
        all.put("llama.attention.head_count", new GgufValue.Whole(config.heads()));
        all.put("llama.attention.head_count_kv", new GgufValue.Whole(config.keyValueHeads()));
        all.put("llama.attention.layer_norm_rms_epsilon", new GgufValue.Real((float) config.normEpsilon()));
        all.put("llama.rope.dimension_count", new GgufValue.Whole(config.headDimension()));
        all.put("llama.rope.freq_base", new GgufValue.Real((float) config.ropeTheta()));

        List<Float> scores = new ArrayList<>();
        List<Integer> kinds = new ArrayList<>();
        for (int id = 0; id < pieces.size(); id++) {
            scores.add((float) -id);
            kinds.add(id == 0 ? UNKNOWN : id < FIRST_BYTE ? CONTROL : id < FIRST_PIECE ? BYTE : NORMAL);
        }
        all.put("tokenizer.ggml.model", new GgufValue.Text("llama"));
        all.put("tokenizer.ggml.tokens", new GgufValue.Texts(pieces));
        all.put("tokenizer.ggml.scores", new GgufValue.Reals(scores));
        all.put("tokenizer.ggml.token_type", new GgufValue.Wholes(kinds));
        all.put("tokenizer.ggml.unknown_token_id", new GgufValue.Whole(0));
        all.put("tokenizer.ggml.bos_token_id", new GgufValue.Whole(1));
        all.put("tokenizer.ggml.eos_token_id", new GgufValue.Whole(2));
        return all;
    }

    private static List<String> pieces(Path folder) {
        JsonNode vocabulary =
                Json.MAPPER.readTree(folder.resolve("tokenizer.json").toFile()).at("/model/vocab");
        List<String> pieces = new ArrayList<>(Collections.nCopies(vocabulary.size(), ""));
        vocabulary.properties().forEach(piece -> pieces.set(piece.getValue().intValue(), piece.getKey()));
        return pieces;
    }

    private void weights() {
        int hidden = config.hidden();
        int intermediate = config.intermediate();
        matrix("token_embd", "model.embed_tokens", config.vocabulary(), hidden); // and the head: embeddings are tied
        norm("output_norm", "model.norm");
        for (int layer = 0; layer < config.layers(); layer++) {
            String to = "blk." + layer + ".";
            String from = "model.layers." + layer + ".";
            norm(to + "attn_norm", from + "input_layernorm");
            rotated(to + "attn_q", from + "self_attn.q_proj", config.queryWidth());
            rotated(to + "attn_k", from + "self_attn.k_proj", config.keyValueWidth());
            matrix(to + "attn_v", from + "self_attn.v_proj", config.keyValueWidth(), hidden);
            matrix(to + "attn_output", from + "self_attn.o_proj", hidden, config.queryWidth());
            norm(to + "ffn_norm", from + "post_attention_layernorm");
            matrix(to + "ffn_gate", from + "mlp.gate_proj", intermediate, hidden);
            matrix(to + "ffn_up", from + "mlp.up_proj", intermediate, hidden);
            matrix(to + "ffn_down", from + "mlp.down_proj", hidden, intermediate);
        }
    }

    private void norm(String to, String from) {
        float[] values = checkpoint.floats(from + ".weight", config.hidden());
        tensors.add(new GgufTensor(to + ".weight", GgufEncoding.F32, values, config.hidden()));
    }

    private void matrix(String to, String from, int rows, int columns) {
        float[] values = checkpoint.floats(from + ".weight", rows, columns);
        tensors.add(new GgufTensor(to + ".weight", encoding, values, rows, columns));
    }

    private void rotated(String to, String from, int rows) {
        int columns = config.hidden();
        float[] halves = checkpoint.floats(from + ".weight", rows, columns);
        float[] neighbours = interleaved(halves, config.headDimension(), columns);
        tensors.add(new GgufTensor(to + ".weight", encoding, neighbours, rows, columns));
    }

    /** Within each head of {@code width} rows, row i goes to 2i and row i + width / 2 to 2i + 1. [rows][columns] */
    static float[] interleaved(float[] matrix, int width, int columns) {
        float[] result = new float[matrix.length];
        for (int row = 0; row < matrix.length / columns; row++) {
            int head = row / width * width;
            int inHead = row % width;
            int to = head + inHead % (width / 2) * 2 + inHead / (width / 2);
            System.arraycopy(matrix, row * columns, result, to * columns, columns);
        }
        return result;
    }
}
