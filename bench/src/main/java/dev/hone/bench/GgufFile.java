package dev.hone.bench;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Writes GGUF, version 3, the format that llama.cpp reads: a head of metadata and tensor descriptions, then the tensors'
 * bytes, all little-endian, each tensor at a multiple of 32 bytes from the end of the head. Described at
 * https://github.com/ggml-org/ggml/blob/master/docs/gguf.md.
 */
final class GgufFile {
    private static final int VERSION = 3;
    private static final int ALIGNMENT = 32;

    private final DataOutputStream out;

    private GgufFile(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    /** Writes a whole file; closes nothing. */
    static void write(OutputStream out, SequencedMap<String, GgufValue> metadata, List<GgufTensor> tensors)
            throws IOException {
        GgufFile file = new GgufFile(out);
        file.head(metadata, tensors);
        for (GgufTensor tensor : tensors) {
            file.pad();
            ByteBuffer bytes =
                    ByteBuffer.allocate(Math.toIntExact(tensor.bytes())).order(ByteOrder.LITTLE_ENDIAN);
            tensor.encoding().put(tensor.values(), bytes);
            file.out.write(bytes.array());
        }
        file.pad();
        file.out.flush();
    }

    private void head(SequencedMap<String, GgufValue> metadata, List<GgufTensor> tensors) throws IOException {
        out.writeBytes("GGUF");
        whole(VERSION);
        size(tensors.size());
        size(metadata.size());
        for (Map.Entry<String, GgufValue> entry : metadata.entrySet()) {
            text(entry.getKey());
            value(entry.getValue());
        }
        long offset = 0;
        for (GgufTensor tensor : tensors) {
            text(tensor.name());
            whole(tensor.shape().length);
            for (int i = tensor.shape().length - 1; i >= 0; i--) {
                size(tensor.shape()[i]);
            }
            whole(tensor.encoding().type());
            size(offset);
            offset = aligned(offset + tensor.bytes());
        }
    }

    private void value(GgufValue value) throws IOException {
        switch (value) {
            case GgufValue.Whole(int number) -> {
                whole(4);
                whole(number);
            }
            case GgufValue.Real(float number) -> {
                whole(6);
                whole(Float.floatToIntBits(number));
            }
            case GgufValue.Text(String text) -> {
                whole(8);
                text(text);
            }
            case GgufValue.Wholes(List<Integer> numbers) -> {
                array(5, numbers.size());
                for (int number : numbers) {
                    whole(number);
                }
            }
            case GgufValue.Reals(List<Float> numbers) -> {
                array(6, numbers.size());
                for (float number : numbers) {
                    whole(Float.floatToIntBits(number));
                }
            }
            case GgufValue.Texts(List<String> texts) -> {
                array(8, texts.size());
                for (String text : texts) {
                    text(text);
                }
            }
        }
    }

    private void array(int type, int length) throws IOException {
        whole(9);
        whole(type);
        size(length);
    }

    private void text(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        size(bytes.length);
        out.write(bytes);
    }

    private void whole(int number) throws IOException {
        out.writeInt(Integer.reverseBytes(number));
    }

    private void size(long number) throws IOException {
        out.writeLong(Long.reverseBytes(number));
    }

    /** The file begins at a multiple of the alignment, so what has been written so far says how much is missing. */
    private void pad() throws IOException {
        while (out.size() % ALIGNMENT != 0) {
            out.write(0);
        }
    }

    private static long aligned(long offset) {
        return (offset + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
